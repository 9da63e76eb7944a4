//! The program: runs the command line and exits with its status.

fn main() -> std::process::ExitCode {
    onrecord::cli::run()
}
