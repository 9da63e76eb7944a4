//! scratch
fn main() {
    for l in std::io::stdin().lines() {
        let l = l.unwrap();
        println!("{l}");
        for (k, a) in onrecord::extract::constructions(&l) {
            println!(
                "  {:.2} {k}  S[{}] C[{}] X[{}]",
                a.confidence,
                a.source.first().map_or("", |s| s.of(&l)),
                a.cue[0].of(&l),
                a.content.iter().map(|s| s.of(&l)).collect::<Vec<_>>().join(" … ")
            );
        }
    }
}
