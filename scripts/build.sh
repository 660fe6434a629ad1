# Sourced by the scripts that run programs: builds what they need when it is missing or older than
# its sources, and says where its classes are.

STAMPEDE_JAVA_OPTIONS=(
  # what Hazelcast asks for
  --add-modules java.se --add-exports java.base/jdk.internal.ref=ALL-UNNAMED
  --add-opens java.base/java.lang=ALL-UNNAMED --add-opens java.base/sun.nio.ch=ALL-UNNAMED
  --add-opens java.management/sun.management=ALL-UNNAMED
  --add-opens jdk.management/com.sun.management.internal=ALL-UNNAMED
  -Dhazelcast.logging.type=slf4j
  -XX:+UseSerialGC
  -XX:+ExitOnOutOfMemoryError
  --enable-native-access=ALL-UNNAMED
  -Dvertx.logger-delegate-factory-class-name=io.vertx.core.logging.SLF4JLogDelegateFactory
)

# Hazelcast 5.3 reaches for memory in a way that newer JDKs warn of, on the operator's screen.
if [ "$(jdk_number "$JAVA_HOME")" -ge 23 ]; then
  STAMPEDE_JAVA_OPTIONS+=(--sun-misc-unsafe-memory-access=allow)
fi

# Where the module in $1 lives.
module_directory() {
  case $1 in
    cli) echo scripts/cli ;;
    *) echo "verticles/$1" ;;
  esac
}

# Builds the module in $1 and what it stands on, unless its class path is newer than every source.
# With BUILD=no what is there is taken as it is: tests run in the middle of a build.
build_if_needed() {
  if [ "${BUILD:-}" = no ]; then
    return
  fi
  local module; module=$(module_directory "$1")
  local mark=$module/target/built
  if [ -e "$mark" ] && [ -z "$(find pom.xml verticles scripts/cli -newer "$mark" \
      \( -name target -prune -o -type f \( -name pom.xml -o -path '*/src/main/*' \) -print \) \
      2>/dev/null | head -n 1)" ]; then
    return
  fi
  need_maven
  echo "Building (the first time takes a few minutes, as libraries are fetched) ..." >&2
  local log; log=$(mktemp)
  if ! mvn --batch-mode --no-transfer-progress -DskipTests package >"$log" 2>&1; then
    grep -E '^\[(ERROR|WARNING)\]' "$log" | head -n 40 >&2
    echo "The build failed; its whole log is $log" >&2
    exit 1
  fi
  rm -f "$log"
  touch verticles/shop/target/built scripts/cli/target/built 2>/dev/null || touch "$mark"
}

class_path() {
  local module; module=$(module_directory "$1")
  echo "$module/target/stampede-$1.jar:$module/target/lib/*"
}

# An archive of loaded classes makes a start quicker. The first orderly end writes it, and whenever
# it no longer fits it is written anew; it works with jars only.
archive_options() {
  local module; module=$(module_directory "$1")
  echo "-XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=$module/target/classes.jsa" \
    "-Xlog:disable -Xlog:all=error:stderr -Xshare:auto"
}
