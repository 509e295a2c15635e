# shellcheck shell=bash
# What every command here shares: where things are, how to speak, how to run something long.
# Sourced first; leaves the caller in the root of the repository.

set -euo pipefail

# Prints a line of progress.
say() {
    printf '%s\n' "$*"
}

# Ends the command with one sentence: what is wrong and what to do about it.
fail() {
    printf '\n%s: %s\n' "$command_name" "$*" >&2
    exit 1
}

command_name="${0##*/}"
if [[ $(uname -s) != Linux ]] || ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 501)); then
    fail "these commands need Linux and bash 5.1: elsewhere install Swift 6.3, mongo-c-driver 1.x, hiredis," \
        "Redis 7 and MongoDB 6 or newer, start the two stores, and run \`swift run citylink serve\`."
fi
shopt -s inherit_errexit

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cd "$root"

# Everything that these commands write, apart from Swift's `.build`.
state="$root/.citylink"
logs="$state/log"
tools="$state/tools"
private_mongod="$tools/mongodb-6.0.27/bin/mongod"

# Descriptors that no child may inherit: 8 never has anything to read, 9 holds the lock of this run.
exec 8<> <(:)

# Sleeps without a process, and lets signals through at once.
pause() {
    read -rt "$1" -u 8 || true
}

# Makes the folders that hold what these commands write.
prepare_state() {
    local reason
    if ! reason=$({ mkdir -p "$logs" "$tools" && printf probe >"$state/probe" && rm "$state/probe"; } 2>&1); then
        fail "cannot write to $state (${reason##*: }): make room or make it writable for $(id -un), then run again."
    fi
}

free_megabytes() {
    df -Pk "$root" | awk 'NR == 2 { print int($4 / 1024) }'
}

require_disk() {
    local megabytes=$1 purpose=$2 free
    free=$(free_megabytes)
    ((free >= megabytes)) ||
        fail "$purpose needs $megabytes MB of free disk, and $root has $free MB: make room and run again."
}

# Puts `swift` on the PATH when only its usual places know it.
find_swift() {
    local place
    for place in "" /opt/swift/usr/bin /usr/libexec/swift/bin "${HOME:-/root}/.local/share/swiftly/bin"; do
        if PATH="$PATH${place:+:$place}" command -v swift >/dev/null; then
            export PATH="$PATH${place:+:$place}"
            return
        fi
    done
    return 1
}

# True if the program at PATH is a mongod 6 or newer.
is_usable_mongod() {
    local version
    version=$("$1" --version 2>/dev/null | sed -n 's/^db version v\([0-9]*\)\..*/\1/p') || return 1
    ((${version:-0} >= 6))
}

# Prints the mongod to use: the one named, the one installed, or our own.
find_mongod() {
    local installed
    if [[ -n ${CITYLINK_MONGOD:-} ]]; then
        printf '%s\n' "$CITYLINK_MONGOD"
    elif installed=$(command -v mongod) && is_usable_mongod "$installed"; then
        printf '%s\n' "$installed"
    elif [[ -x $private_mongod ]]; then
        printf '%s\n' "$private_mongod"
    else
        return 1
    fi
}

# Prints the redis-server to use.
find_redis_server() {
    if ! command -v redis-server; then
        [[ -x $tools/redis-server ]] || return 1
        printf '%s\n' "$tools/redis-server"
    fi
}

alive() {
    kill -0 "$1" 2>/dev/null
}

# Prints the pids of a session, zombies left out. Sessions are how we hold a child and all that it starts.
session_members() {
    local file line fields
    for file in /proc/[0-9]*/stat; do
        { read -r line <"$file"; } 2>/dev/null || continue
        read -ra fields <<<"${line##*) }"
        if [[ ${fields[3]} == "$1" && ${fields[0]} != Z ]]; then
            file=${file%/stat}
            printf '%s\n' "${file##*/}"
        fi
    done
}

# Ends a session: asks, and insists after GRACE seconds.
end_session() {
    local leader=$1 grace=$2 members give_up
    give_up=$((SECONDS + grace))
    mapfile -t members < <(session_members "$leader")
    kill -TERM "$leader" "${members[@]}" 2>/dev/null || true
    while mapfile -t members < <(session_members "$leader") && ((${#members[@]})) || alive "$leader"; do
        if ((SECONDS >= give_up)); then
            kill -KILL "$leader" "${members[@]}" 2>/dev/null || true
        fi
        pause 0.05
    done
}

# The session of the step that runs now; whoever cleans up ends it.
running=

# Starts COMMAND in a session of its own, so that Ctrl-C reaches this script alone, which then ends things in order.
# If this script is killed outright, the kernel ends the child. Sets `launched`.
launch() {
    setsid setpriv --pdeathsig TERM -- "$@" </dev/null 8>&- 9>&- &
    launched=$!
}

elapsed() {
    if (($1 < 60)); then printf '%d s' "$1"; else printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); fi
}

# Shows that a step goes on: one line kept up to date on a terminal, a new one now and then elsewhere.
show_progress() {
    local title=$1 seconds=$2 log=$3 line
    if [[ -t 1 ]]; then
        line="$title: $(elapsed "$seconds")  $(tail -n 1 "$log" | tr -d '\r\033')"
        printf '\r\033[K%s' "${line:0:${COLUMNS:-80}-1}"
    elif ((seconds > 0 && seconds % 20 == 0)); then
        say "$title: $(elapsed "$seconds")  $(tail -n 1 "$log")"
    fi
}

# Runs COMMAND with its output in LOG while showing progress. Returns its status.
step() {
    local title=$1 log=$2 started=$SECONDS shown=-1 status=0
    shift 2
    if [[ ! -t 1 ]]; then say "$title …"; fi
    launch "$@" >"$log" 2>&1
    running=$launched
    while alive "$running"; do
        if ((SECONDS - started > shown)); then
            shown=$((SECONDS - started))
            show_progress "$title" "$shown" "$log"
        fi
        pause 0.1
    done
    wait "$running" || status=$?
    running=
    if [[ -t 1 ]]; then printf '\r\033[K'; fi
    if ((status == 0)); then
        say "$title: done in $(elapsed $((SECONDS - started)))"
    else
        say "$title: failed after $(elapsed $((SECONDS - started)))"
    fi
    return "$status"
}

# `swift build` as a step with its output in LOG. Ends the command if it fails.
build() {
    local title=$1 log=$2
    shift 2
    if step "$title" "$log" swift build "$@"; then return; fi
    if grep -qE 'Failed to clone|Could not resolve host|unable to access|Couldn.t fetch|failed to connect' "$log"; then
        fail "the packages that CityLink is built from cannot be fetched: check the network, then run again ($log)."
    fi
    if grep -q 'No space left on device' "$log"; then
        fail "the disk is full: make room for the build and run again ($log)."
    fi
    { grep -E 'error:' "$log" | awk '!seen[$0]++' | tail -n 20 || tail -n 20 "$log"; } >&2
    fail "the build failed, see above or the whole of it in $log."
}

# How a command ends, whatever ends it: what runs is ended, then the command's own `clean_up`, if it has one.
finish() {
    local status=$1
    trap '' HUP INT PIPE TERM
    trap - EXIT
    set +e
    if [[ -n $running ]]; then end_session "$running" 5; fi
    if declare -F clean_up >/dev/null; then clean_up; fi
    exit "$status"
}
trap 'finish $?' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 141' PIPE
trap 'exit 143' TERM
