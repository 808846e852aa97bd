#!/bin/sh
# train.sh makes model.bin again, byte for byte, from our own texts and from the gold files that
# lie beside the repository; docs/models.md says what they are.
set -e
gold=${GOLD:-../../../shared/gold}
for f in ../train/sentences/*.jsonl; do
	sentences="$sentences --sentences $f"
done
for f in $(ls ../train/running/*.jsonl | sort -V); do
	running="$running --running $f"
done
briefs=$(ls ../train/briefs/*.jsonl | sort -V)
exec go run ../../cmd/sayso-train positions --out model.bin --seed 1 $sentences $running "$gold"/train/*.jsonl \
	$briefs "$gold/positions/gum-attribution-train.jsonl"
