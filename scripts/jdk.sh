# Sourced by the other scripts: finds the newest installed JDK that fits and sets JAVA_HOME to it.
# A JAVA_HOME that is set and new enough wins. Ends the script with a plain message when there is none.

STAMPEDE_OLDEST_JDK=21

# The feature number of the JDK in $1, or nothing when there is no JDK (a JRE has no javac).
jdk_number() {
  [ -x "$1/bin/javac" ] || return 0
  sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release" 2>/dev/null
}

find_jdk() {
  local home number best="" best_number=0
  if [ -n "${JAVA_HOME:-}" ]; then
    number=$(jdk_number "$JAVA_HOME")
    if [ "${number:-0}" -ge "$STAMPEDE_OLDEST_JDK" ]; then
      export JAVA_HOME
      return
    fi
  fi
  for home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    number=$(jdk_number "$home")
    if [ "${number:-0}" -gt "$best_number" ]; then
      best=$home best_number=$number
    fi
  done
  if [ "$best_number" -lt "$STAMPEDE_OLDEST_JDK" ]; then
    echo "Stampede needs a JDK $STAMPEDE_OLDEST_JDK or newer, and found ${best_number/#0/none}." >&2
    echo "Install one (for example Temurin 25) or set JAVA_HOME to one, then run this again." >&2
    exit 1
  fi
  export JAVA_HOME=$best
}

need_maven() {
  if ! command -v mvn >/dev/null; then
    echo "Stampede is built with Maven 3.8.6 or newer, and mvn is not on the PATH." >&2
    echo "Install it (Debian: apt-get install maven), then run this again." >&2
    exit 1
  fi
}

find_jdk
