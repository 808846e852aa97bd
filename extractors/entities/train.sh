#!/bin/sh
# train.sh makes model.bin again, byte for byte, from the gold files that lie beside the
# repository. Dev files are measured only.
set -e
gold=${GOLD:-../../../shared/gold}
brief=''
for f in "$gold"/train/*.jsonl; do brief="$brief $f:4"; done
exec go run ../../cmd/sayso-train entities --out model.bin --seed 1 \
	--dev "$gold/briefs/dev.jsonl" \
	"$gold/entities/gmb-train.jsonl" "$gold/entities/wikigold-train.jsonl:3" \
	"$gold/entities/gum-train.jsonl:2" "$gold/entities/crossner-politics-train.jsonl:3" $brief
