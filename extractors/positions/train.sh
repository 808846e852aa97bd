#!/bin/sh
# train.sh makes groups.tsv and model.bin again, byte for byte, from the texts and gold files
# that lie beside the repository; docs/models.md says what they are.
set -e
gold=${GOLD:-../../../shared/gold}
archive=${ARCHIVE:-../../../shared/archive}
go run ../../cmd/sayso-train groups --out groups.tsv --seed 1 "$gold/entities/gmb-train.jsonl" \
	"$archive/state.jsonl" "$archive/wikinews.jsonl" "$gold"/train/*.jsonl
exec go run ../../cmd/sayso-train positions --out model.bin --seed 1 "$gold"/train/*.jsonl \
	"$gold/positions/gum-attribution-train.jsonl"
