#!/bin/sh
# train.sh makes model.bin again, byte for byte, from the gold files that lie beside the
# repository.
set -e
gold=${GOLD:-../../../shared/gold}
exec go run ../../cmd/sayso-train positions --out model.bin --seed 1 "$gold"/train/*.jsonl
