#!/usr/bin/env bash
# What a container of Winnow's image runs, by its first argument:
#
#   driver, executor   a pod that Spark started: Spark's own entry point
#   spark-submit       spark-submit with the arguments that follow
#   anything else      a winnow command on this machine: --version, status -w s3a://bucket/workspace, ...
#
#   WINNOW_WAITING     the exit code where Winnow's is 4: nothing to do until the vendor returns annotations.
#                      0 in schedulers that know no third way beside success and failure (default 4)
#   WINNOW_HEAP        Java heap of a winnow command (default 2g)
#   WINNOW_JAVA_OPTS   more options for its java, separated by spaces
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
spark=${SPARK_HOME:-/opt/spark}

case ${1:-} in
  executor)
    exec /opt/entrypoint.sh "$@"
    ;;
  driver)
    command=(/opt/entrypoint.sh "$@")
    ;;
  spark-submit)
    command=("$spark/bin/spark-submit" "${@:2}")
    ;;
  *)
    # Split at spaces on purpose.
    # shellcheck disable=SC2206
    more=(${WINNOW_JAVA_OPTS:-})
    export SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-127.0.0.1} SPARK_LOCAL_HOSTNAME=${SPARK_LOCAL_HOSTNAME:-localhost}
    command=("${JAVA_HOME:+$JAVA_HOME/bin/}java" "@$home/conf/docker/java-options" "-Xmx${WINNOW_HEAP:-2g}"
      "-Dlog4j2.configurationFile=$home/conf/log4j2.properties" "${more[@]}"
      -cp "$home/winnow.jar:$spark/jars/*" io.winnow.cli.Main "$@")
    ;;
esac

# Kubernetes stops the first process of a container: it hands the signal on, and waits for the end.
"${command[@]}" &
child=$!
trap 'kill -TERM "$child" 2>/dev/null || true' TERM INT
code=0
wait "$child" || code=$?
while kill -0 "$child" 2>/dev/null; do
  code=0
  wait "$child" || code=$?
done
[ "$code" -ne 4 ] || code=${WINNOW_WAITING:-4}
exit "$code"
