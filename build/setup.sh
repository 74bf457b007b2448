#!/bin/sh
# Complete what is missing: system libraries, .venv, locked packages. With --dev also the tools for tests and packaging.
# Outside the checkout only apt-get writes; when nothing is missing this takes a fraction of a second.
set -eu
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/sbin:/sbin # an ordinary user's PATH lacks the place of ldconfig

locks=build/requirements.txt
case ${1-} in
--dev) locks="$locks build/dev-requirements.txt" ;;
esac

say() { printf '%s\n' "$*" >&2; }

apt_install() {
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" -eq 0 ]; then
        as_root=env
    elif command -v sudo >/dev/null; then
        as_root="sudo env"
    else
        return 1
    fi
    say "正在安装系统软件包：$*"
    # A list that cannot be renewed may still hold the package.
    $as_root apt-get update -qq || :
    $as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

in_range='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'

find_python() {
    for candidate in python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c "import ensurepip, venv; $in_range" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

# What Qt loads from the system: a window needs all of them, tests without a screen the first six.
need_libraries() {
    known=$(ldconfig -p 2>/dev/null) || known=
    libraries='' packages=''
    while read -r library package; do
        case $known in
        *"	$library "*) ;;
        *) libraries="$libraries $library" packages="$packages $package" ;;
        esac
    done <<LIBRARIES
libGL.so.1 libgl1
libEGL.so.1 libegl1
libfontconfig.so.1 libfontconfig1
libglib-2.0.so.0 libglib2.0-0
libdbus-1.so.3 libdbus-1-3
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
libxcb-randr.so.0 libxcb-randr0
LIBRARIES
    if [ -n "$packages" ] && ! apt_install $packages; then
        # Not fatal: the command line works without them.
        say "缺少窗口要用的系统库：$libraries"
        say "请用系统的软件管理器安装（Debian 系的包名：$packages）；装好以前窗口可能打不开。"
    fi
}

# pip writes INSTALLER last of all: a package without it was cut short, though pip would take it for installed.
# What pip had moved aside, to put back on failure, begins with a tilde.
forget_halves() {
    for package in .venv/lib/python3*/site-packages/*.dist-info; do
        [ -e "$package/INSTALLER" ] || rm -rf "$package"
    done
    rm -rf .venv/lib/python3*/site-packages/~*
}

# pip is the last thing a new environment receives.
need_environment() {
    .venv/bin/python -c "import importlib.metadata; importlib.metadata.version('pip'); $in_range" 2>/dev/null && return
    if ! python=$(find_python); then
        apt_install python3 python3-venv || :
        if ! python=$(find_python); then
            say "没有找到可用的 Python。请安装 Python 3.11、3.12 或 3.13，连同 venv 和 pip（Debian 系的包名：python3 python3-venv），再运行一次。"
            exit 1
        fi
    fi
    say "正在建立 Python 环境 .venv"
    "$python" -m venv --clear .venv
}

# What .venv/<lock>.stamp must hold for the lock to count as installed by this Python.
stamp() {
    .venv/bin/python -V 2>/dev/null || :
    sha256sum "$1"
}

installed() {
    for lock in $locks; do
        [ "$(stamp "$lock")" = "$(cat ".venv/${lock##*/}.stamp" 2>/dev/null)" ] || return 1
    done
}

need_packages() {
    if installed; then return; fi
    forget_halves
    need_environment
    say "正在安装 Python 程序包（第一次约需下载 100 MB）"
    set --
    for lock in $locks; do set -- "$@" -r "$lock"; done
    mkdir -p .venv/tmp
    if ! TMPDIR=$PWD/.venv/tmp .venv/bin/python -m pip install --quiet --no-input --no-cache-dir \
        --disable-pip-version-check --only-binary :all: --require-hashes "$@"; then
        say "程序包没有装完。请检查网络，再运行一次；已经装好的部分会保留。"
        exit 1
    fi
    rm -rf .venv/tmp
    for lock in $locks; do stamp "$lock" >".venv/${lock##*/}.stamp"; done
}

# The frozen program carries the library of its Python, which Debian keeps in a package of its own.
need_python_library() {
    library=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_config_var("INSTSONAME"))')
    folder=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_config_var("LIBDIR"))')
    case $(ldconfig -p 2>/dev/null) in
    *"	$library "*) return ;;
    esac
    [ -e "$folder/$library" ] || apt_install "${library%.so*}" || say "缺少 $library，测试不要它，打包要（Debian 系的包名：${library%.so*}）。"
}

need_libraries
need_packages
case ${1-} in
--dev) need_python_library ;;
esac
