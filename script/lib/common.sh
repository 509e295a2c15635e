# shellcheck shell=bash
# What every command here shares: where things are, how to speak, how to run something long.
# Sourced first; leaves the caller in the root of the repository.

set -euo pipefail

# Prints a line of progress.
say() {
    printf '%s\n' "$*"
}

# False while an end would come as a surprise.
explained=false

# Ends the command with one sentence: what is wrong and what to do about it.
fail() {
    explained=true
    printf '\n%s: %s\n' "$command_name" "$*" >&2
    exit 1
}

command_name="script/${0##*/}"
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

# Descriptors that no child may inherit: 7 holds a short lock, 8 never has anything to read, 9 the lock of this run.
exec 8<> <(:)

# A signal is only noted when it arrives and heeded between two steps: bash gives an exit from within a trap the
# signal mask of whatever builtin it interrupted, and then no longer hears of its children's ends.
stopping=
trap 'stopping=129' HUP
trap 'stopping=130' INT
trap 'stopping=141' PIPE
trap 'stopping=143' TERM

heed_signals() {
    if [[ -n $stopping ]]; then explained=true && exit "$stopping"; fi
}

# Sleeps without a process of its own.
pause() {
    read -rt "$1" -u 8 || true
    heed_signals
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

# Reads what the kernel says of process PID into `process`, from its state on (`man proc`, /proc/pid/stat, field 3).
# False if there is none, or if it is dead and only waits to be counted.
read_process() {
    local line
    { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
    read -ra process <<<"${line##*) }"
    [[ ${process[0]} != Z ]]
}

alive() {
    read_process "$1"
}

# Ends a session, which is how we hold a child and all that it started: asks, and insists after GRACE seconds.
end_session() {
    local leader=$1 give_up=$((SECONDS + $2)) signal=TERM entry members
    while true; do
        members=()
        for entry in /proc/[0-9]*; do
            if read_process "${entry#/proc/}" && [[ ${process[3]} == "$leader" ]]; then members+=("${entry#/proc/}"); fi
        done
        # A child that was only just started has no session yet.
        if alive "$leader"; then members+=("$leader"); fi
        ((${#members[@]})) || return 0
        if ((SECONDS >= give_up)); then signal=KILL; fi
        if [[ -n $signal ]]; then kill "-$signal" "${members[@]}" 2>/dev/null || true; fi
        signal=
        pause 0.05
    done
}

# The session of the step that runs now, and a folder with half of something: gone however the command ends.
running=
unfinished=

# Starts COMMAND in a session of its own, so that Ctrl-C reaches this script alone, which then ends things in order.
# If this script is killed outright, the kernel ends the child. Sets `launched`.
launch() {
    setsid setpriv --pdeathsig TERM -- "$@" </dev/null 7>&- 8>&- 9>&- &
    launched=$!
}

# Returns the status of a child. Without the line that bash adds of its own about one that was killed.
await_end() {
    { wait "$1"; } 2>/dev/null
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
    await_end "$running" || status=$?
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
    { grep -E '^[^ |].*error:' "$log" | awk '!seen[$0]++' | tail -n 20 || tail -n 20 "$log"; } >&2
    fail "the build failed, see above or the whole of it in $log."
}

# How a command ends, whatever ends it: what runs is ended, then the command's own `clean_up`, if it has one.
finish() {
    local status=$1
    trap '' HUP INT PIPE TERM
    trap - EXIT
    stopping=
    set +e
    if [[ -n $running ]]; then end_session "$running" 5; fi
    if [[ -n $unfinished ]]; then rm -rf "$unfinished"; fi
    if ((status != 0)) && ! $explained; then
        printf '\n%s: stopped by an unforeseen failure (status %s), to be traced with "bash -x %s".\n' \
            "$command_name" "$status" "$command_name" >&2
    fi
    if declare -F clean_up >/dev/null; then clean_up; fi
    exit "$status"
}
trap 'finish $?' EXIT
