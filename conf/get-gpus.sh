#!/bin/sh
# Prints the GPUs of this machine for Spark: {"name": "gpu", "addresses": ["0", "1"]}. Spark runs this
# script in each worker (standalone) or executor (YARN, Kubernetes). It must be executable there.
#
# The addresses are CUDA's device numbers, from 0. They are in the order of nvidia-smi only with
# CUDA_DEVICE_ORDER=PCI_BUS_ID, which conf/spark-defaults-*-gpu.conf set for executors.
#
#   CUDA_VISIBLE_DEVICES  CUDA counts only the GPUs or MIG slices in this list, from 0, up to the first
#                         invalid name. A process can use only one MIG slice: name one.
set -eu

count=0
if [ -n "${CUDA_VISIBLE_DEVICES+set}" ]; then
  IFS=,
  for device in $CUDA_VISIBLE_DEVICES; do
    case $device in
      [0-9]* | GPU-* | MIG-*) count=$((count + 1)) ;;
      *) break ;;
    esac
  done
elif command -v nvidia-smi >/dev/null; then
  gpus=$(nvidia-smi --query-gpu=index --format=csv,noheader) || {
    echo "get-gpus.sh: nvidia-smi failed: $gpus" >&2
    exit 1
  }
  # A line that is not a number reports a lost GPU, or no GPU.
  while read -r index; do
    case $index in
      '' | *[!0-9]*) ;;
      *) count=$((count + 1)) ;;
    esac
  done <<LINES
$gpus
LINES
else
  echo "get-gpus.sh: no nvidia-smi on the PATH, so no GPUs" >&2
fi

addresses=
number=0
while [ "$number" -lt "$count" ]; do
  addresses="$addresses${addresses:+, }\"$number\""
  number=$((number + 1))
done
printf '{"name": "gpu", "addresses": [%s]}\n' "$addresses"
