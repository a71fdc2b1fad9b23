# Sourced by ./mvnw and ./meseta: sets JAVA_HOME to a JDK 25 (or newer), wherever one is usually installed, and a
# locale if there is none.
# It reads the JDK's own "release" file and starts no java, so it costs nothing.

meseta_jdk_version() { # prints the feature release of the JDK in $1, or nothing
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Java knows no letters but ASCII in file names where there is no locale, as in a container or for a system's service.
meseta_locale() {
  case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
    *[Uu][Tt][Ff]-8 | *[Uu][Tt][Ff]8) ;;
    *) export LC_ALL=C.UTF-8 ;;
  esac
}

meseta_find_jdk() {
  meseta_locale
  meseta_javac=$(command -v javac 2>/dev/null) && meseta_javac=$(readlink -f "$meseta_javac" 2>/dev/null)
  for meseta_jdk in "${JAVA_HOME:-}" "${meseta_javac%/bin/javac}" \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/*; do
    meseta_jdk_release=$(meseta_jdk_version "$meseta_jdk")
    if [ -n "$meseta_jdk_release" ] && [ "$meseta_jdk_release" -ge 25 ]; then
      JAVA_HOME=$meseta_jdk
      export JAVA_HOME
      return 0
    fi
  done
  echo "Meseta needs a JDK 25 or newer and found none in JAVA_HOME, PATH, /usr/lib/jvm, SDKMAN or ~/.jdks;" \
    "install Temurin 25 from https://adoptium.net (or: sdk install java 25-tem) and try again." >&2
  return 1
}
