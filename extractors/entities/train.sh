#!/bin/sh
# train.sh makes register.bin and model.bin again, byte for byte, from our own texts and from the
# gold files that lie beside the repository. Dev files are measured only.
set -e
# The register is learned from the briefs nb1 to nb49; those that came later serve the positions only.
gold=${GOLD:-../../../shared/gold}
weigh() { for f in "$gold"/train/*.jsonl; do echo "$f:$1"; done; }
train() { go run ../../cmd/sayso-train "$@"; }
train register --out register.bin --seed 1 "$gold/entities/gmb-train.jsonl" \
	"$gold/entities/wikigold-train.jsonl:3" "$gold/entities/gum-train.jsonl:3" \
	"$gold/entities/crossner-politics-train.jsonl:3" $(weigh 3) $(ls ../train/briefs/nb?.jsonl ../train/briefs/nb[1-4]?.jsonl | sort -V) \
	../train/names/web1.jsonl:3 ../train/names/web2.jsonl:3
train entities --out model.bin --seed 1 --dev "$gold/briefs/dev.jsonl" \
	"$gold/entities/gmb-train.jsonl" "$gold/entities/wikigold-train.jsonl:3" \
	"$gold/entities/gum-train.jsonl:3" "$gold/entities/crossner-politics-train.jsonl:4" $(weigh 4) \
	../train/names/short1.jsonl:4 ../train/names/web1.jsonl:4 ../train/names/web2.jsonl:4
