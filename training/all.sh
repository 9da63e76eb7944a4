#!/bin/sh
# all.sh CORPORA OUT: from the corpora to the weights file, see README.md
set -eu
here=$(dirname "$0")
python3 "$here/train.py" --corpora "$1" --out "$2"
python3 "$here/tune.py" "$2/best.pt" --corpora "$1" --out "$2/settings.json"
python3 "$here/export.py" "$2/best.pt" --corpora "$1" --settings "$2/settings.json" --out "$2/onrecord.weights"
# the settings again, on what is shipped
python3 "$here/tune.py" "$2/onrecord.weights" --corpora "$1" --out "$2/settings.json"
python3 "$here/export.py" "$2/best.pt" --corpora "$1" --settings "$2/settings.json" --out "$2/onrecord.weights"
python3 "$here/reference.py" "$2/onrecord.weights" --corpora "$1"
python3 "$here/vectors.py" "$2/onrecord.weights" --out "$2/vectors.json"
