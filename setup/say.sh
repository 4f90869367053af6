# Words for the person at the terminal: what is being done, and what went wrong and what to do about it.

say() { printf 'sonde: %s\n' "$*" >&2; }

# fail CODE WHAT WHY REMEDY
fail() {
  printf '%s: %s. %s. %s.\n' "$1" "$2" "$3" "$4" >&2
  exit 1
}
