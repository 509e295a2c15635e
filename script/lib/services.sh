# shellcheck shell=bash
# The processes that a command keeps beside it: started in order, watched, ended in reverse order.
# Each is recorded in `$run`, so that the next run can clear up after one that was killed outright.
# The caller sets `run` to a folder of its own, for which it holds a lock on descriptor 9, and `service_logs`.

services=()
declare -A service_pid=() service_log=()

# Takes the lock of a run; false if another run has it. Released by the kernel however the run ends.
take_lock() {
    exec 9>>"$1"
    flock --nonblock 9
}

# What tells a process from a later one with the same pid: the boot and the moment of its start.
process_identity() {
    local boot
    read_process "$1" || return 1
    read -r boot </proc/sys/kernel/random/boot_id
    printf '%s/%s\n' "$boot" "${process[19]}"
}

# Starts a service with its output in its log. With `--talks` its standard output is the terminal's.
start_service() {
    local talks=false name log
    if [[ $1 == --talks ]]; then talks=true && shift; fi
    name=$1 log="$service_logs/$1.log"
    shift
    mkdir -p "$service_logs"
    if $talks; then launch "$@" 2>"$log"; else launch "$@" >"$log" 2>&1; fi
    services+=("$name")
    service_pid[$name]=$launched
    service_log[$name]=$log
    printf '%s %s\n' "$launched" "$(process_identity "$launched")" >"$run/$name.pid"
}

stop_services() {
    local index name
    for ((index = ${#services[@]} - 1; index >= 0; index--)); do
        name=${services[index]}
        end_session "${service_pid[$name]}" 20
        rm -f "$run/$name.pid"
    done
    services=()
}

# Ends what an earlier run in FOLDER could not end itself.
end_leftovers() {
    local file pid identity
    for file in "$1"/*.pid; do
        [[ -e $file ]] || continue
        if read -r pid identity <"$file" && [[ $(process_identity "$pid") == "$identity" ]]; then
            say "Ending the $(basename "$file" .pid) that an interrupted run left behind (pid $pid)."
            end_session "$pid" 20
        fi
        rm -f "$file"
    done
}

# Prints the end of a log. mongod writes JSON, of which the texts are enough, and its errors if it has any.
last_words() {
    local log=$1 severity='[A-Z]'
    if ! grep -q '^{"t":' "$log"; then
        tail -n 20 "$log"
        return
    fi
    if grep -q '"s":"[EF]"' "$log"; then severity='[EF]'; fi
    sed -nE "s/.*\"s\":\"$severity\".*\"msg\":\"([^\"]*)\"(,\"attr\":(.*))?\}\$/\1 \3/p" "$log" |
        tail -n 8 | cut -c 1-300
}

report_death() {
    local name=$1 log=${service_log[$1]} status=0 how
    await_end "${service_pid[$name]}" || status=$?
    how="ended with status $status"
    if ((status > 128)); then how="was ended by SIG$(kill -l "$status")"; fi
    printf '\nThe end of %s:\n' "$log" >&2
    last_words "$log" >&2
    if (($(free_megabytes) < 100)); then
        fail "$name $how, for the disk is full: make room and run again."
    fi
    fail "$name $how: see its last lines above, or all of them in $log."
}

# Ends the command with a report if a service is no more.
check_services() {
    local name
    for name in "${services[@]}"; do
        alive "${service_pid[$name]}" || report_death "$name"
    done
}

# Runs COMMAND to its end beside the services. Returns its status; ends the command if a service dies meanwhile.
attend() {
    local status=0
    launch "$@"
    running=$launched
    while alive "$running"; do
        check_services
        pause 0.05
    done
    await_end "$running" || status=$?
    running=
    return "$status"
}

port_is_free() {
    ! (exec 7<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Prints a free loopback port for NAME: the one that it had last time in `$run`, if that is still free.
free_port() {
    local file="$run/$1.port" port
    if ! { read -r port <"$file"; } 2>/dev/null || ! port_is_free "$port"; then
        # Below the range from which the kernel lends ports to clients.
        port=$((20000 + SRANDOM % 12000))
        until port_is_free "$port"; do port=$((20000 + SRANDOM % 12000)); done
        printf '%s\n' "$port" >"$file"
    fi
    printf '%s\n' "$port"
}

wait_for_port() {
    local name=$1 port=$2 give_up=$((SECONDS + 30))
    while port_is_free "$port"; do
        check_services
        ((SECONDS < give_up)) || fail "$name does not answer on port $port: see ${service_log[$name]}."
        pause 0.05
    done
}

# Starts a mongod that is a replica set of one, with its data in FOLDER. Sets `mongodb_address`.
start_mongod() {
    local folder=$1 mongod port holder
    mkdir -p "$folder"
    # An empty lock file is a mongod that ended well; a pid in it is checked, for it may be long gone.
    if { read -r holder <"$folder/mongod.lock"; } 2>/dev/null && [[ $(readlink "/proc/$holder/exe") == */mongod ]]; then
        fail "another mongod has the data in $folder: end it with \`kill $holder\` and run again."
    fi
    mongod=$(find_mongod)
    port=$(free_port mongod)
    mongodb_address="127.0.0.1:$port"
    start_service mongod "$mongod" --dbpath "$folder" --bind_ip 127.0.0.1 --port "$port" --replSet rs0 \
        --wiredTigerCacheSizeGB 0.25 --setParameter diagnosticDataCollectionEnabled=false \
        --setParameter shutdownTimeoutMillisForSignaledShutdown=0
}

# Starts a redis-server that keeps nothing. Sets `redis_address`.
start_redis() {
    local folder=$1 redis_server port
    mkdir -p "$folder"
    redis_server=$(find_redis_server)
    port=$(free_port redis)
    redis_address="127.0.0.1:$port"
    start_service redis "$redis_server" --bind 127.0.0.1 --port "$port" --dir "$folder" --save "" --appendonly no
}
