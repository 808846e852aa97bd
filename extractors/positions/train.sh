#!/bin/sh
# train.sh makes model.bin again, byte for byte, from our own texts and from the gold files that
# lie beside the repository; docs/models.md says what they are.
set -e
gold=${GOLD:-../../../shared/gold}
for f in ../train/sentences/*.jsonl; do
	sentences="$sentences --sentences $f"
done
# Briefs that come later change the model: they are listed when it is made again.
for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
	briefs="$briefs ../train/briefs/nb$n.jsonl"
done
exec go run ../../cmd/sayso-train positions --out model.bin --seed 1 $sentences "$gold"/train/*.jsonl \
	$briefs "$gold/positions/gum-attribution-train.jsonl"
