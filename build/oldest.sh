#!/bin/sh
# Make the .deb on the oldest system it shall serve, Debian 11, in a folder of its own: sh build/oldest.sh FOLDER MIRROR [ARCH]
# FOLDER receives that system once (about 2 GB) and is used again; MIRROR is the address of a mirror of Debian. Needs
# root, debootstrap, curl, and pip's usual way to its registry. Debian 11 has no Python 3.11, and an SQLite that cannot
# open data from memory: both are compiled from the source packages of Debian 12. The package comes to dist/.
set -eu
cd "$(dirname "$0")/.."
folder=$1 mirror=$2 arch=${3:-$(dpkg --print-architecture)}
python=/opt/python/bin/python3.11

# To compile Python, to make the package, to start Qt on Xvfb.
packages=build-essential,ca-certificates,libffi-dev,liblzma-dev,libbz2-dev,libsqlite3-dev,libssl-dev,uuid-dev,zlib1g-dev
packages=$packages,libgl1,libegl1,libfontconfig1,libglib2.0-0,libdbus-1-3,libxkbcommon0,libxkbcommon-x11-0,libxcb-cursor0
packages=$packages,libxcb-icccm4,libxcb-keysyms1,libxcb-randr0,libxcb-shape0,libcups2,tcl,xvfb,xauth,strace

inside() { chroot "$folder" env HOME=/tmp PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 TMPDIR=/tmp "$@"; }

[ -e "$folder/etc/debian_version" ] || debootstrap "--arch=$arch" --variant=minbase "--include=$packages" bullseye "$folder" "$mirror"
# Slaves: taking them away again must not reach /dev/pts and /dev/shm of this machine.
trap 'umount -l "$folder/proc" "$folder/dev" 2>/dev/null || :' EXIT
for part in proc dev; do
    mountpoint -q "$folder/$part" || mount --rbind "/$part" "$folder/$part"
    mount --make-rslave "$folder/$part"
done
cp /etc/resolv.conf "$folder/etc/resolv.conf"
# A registry behind a certificate of one's own is trusted there as it is here.
cp /etc/ssl/certs/ca-certificates.crt "$folder/etc/ssl/certs/ca-certificates.crt"

# source_of NAME PATH SHA256: unpack a source package of the mirror into /opt/source/NAME.
source_of() {
    mkdir -p "$folder/opt/source/$1"
    curl --fail --silent --show-error --location --output "$folder/opt/source/$1.tar" "$mirror/$2"
    echo "$3  $folder/opt/source/$1.tar" | sha256sum --check --quiet
    tar --extract --file "$folder/opt/source/$1.tar" --directory "$folder/opt/source/$1" --strip-components 1
}

if [ ! -x "$folder$python" ]; then
    source_of sqlite pool/main/s/sqlite3/sqlite3_3.40.1.orig.tar.xz \
        aaa776260ab4dc976db34aa7891819484c8676b5b2783123ebc6301e2ca5d655
    source_of python pool/main/p/python3.11/python3.11_3.11.2.orig.tar.gz \
        2411c74bda5bbcfcddaf4531f66d1adc73f247f529aee981b029513aefdbf849
    cp build/linux/old_glibc.h "$folder/opt/source/"
    # glibc 2.28 has no sem_clockwait, which Python takes where it is.
    inside sh -ec 'export CFLAGS="-O2 -include /opt/source/old_glibc.h"
        cd /opt/source/sqlite
        ./configure --quiet --prefix=/opt/python --disable-tcl --disable-static --disable-readline
        make --silent -j"$(nproc)" install >/dev/null
        cd ../python
        ./configure --quiet --prefix=/opt/python --enable-shared --with-ensurepip=install \
            ac_cv_func_sem_clockwait=no CPPFLAGS=-I/opt/python/include LDFLAGS="-L/opt/python/lib -Wl,-rpath,/opt/python/lib"
        make --silent -j"$(nproc)" >/dev/null
        make --silent install >/dev/null'
fi

rm -rf "$folder/src"
mkdir "$folder/src"
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents --target-directory "$folder/src"
inside sh -ec "cd /src
    [ -x /opt/venv/bin/python ] || $python -m venv /opt/venv
    ln -s /opt/venv .venv
    .venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check --only-binary :all: --require-hashes \
        -r build/requirements.txt -r build/dev-requirements.txt
    .venv/bin/python -m PyInstaller --noconfirm --log-level ERROR --distpath dist --workpath .work/freeze build/app.spec
    .venv/bin/python build/smoke.py
    sh build/deb.sh"
mkdir -p dist
cp "$folder"/src/dist/*.deb dist/
