#!/bin/sh
# Puts Winnow into an image, or into a folder to try one: install.sh SOURCE TARGET
#
#   SOURCE      has conf/ and one winnow-jobs-VERSION-cluster.jar
#   TARGET      gets winnow.jar, conf/, natives/ and entrypoint.sh; anyone may read it, no one needs to write it
#   SPARK_HOME  Spark, of which only jars/ is used here (default /opt/spark)
#   JAVA_HOME   which Java (default: the one on the PATH)
set -eu

source=$1
target=$2
spark=${SPARK_HOME:-/opt/spark}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

set -- "$source"/winnow-jobs-*-cluster.jar
[ $# -eq 1 ] && [ -f "$1" ] || {
  echo "install.sh: $source must have one winnow-jobs-VERSION-cluster.jar, not: $*" >&2
  exit 1
}
mkdir -p "$target/natives"
cp "$1" "$target/winnow.jar"
cp -R "$source/conf" "$target/conf"
for script in "$target/conf/docker/entrypoint.sh" "$target/conf/get-gpus.sh"; do
  cp "$script" "$target/"
done
chmod -R u=rwX,go=rX "$target"
chmod 755 "$target/entrypoint.sh" "$target/get-gpus.sh"

# libtorch and the tokenizers load here for the first time, and so are unpacked. If they do not load, there is no image.
# The host of a build may have a name that it can't resolve.
cd "$target"
export DJL_CACHE_DIR="$target/natives" SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_HOSTNAME=localhost
"$java" @"$target/conf/docker/java-options" -Xmx2g \
  -Dlog4j2.configurationFile="$target/conf/log4j2.properties" -cp "$target/winnow.jar:$spark/jars/*" io.winnow.cli.Main doctor
chmod -R u=rwX,go=rX "$target/natives"
