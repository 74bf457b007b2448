#!/bin/sh
# Try the .deb on a bare Debian in a folder of its own: sh build/try_deb.sh FOLDER MIRROR [SUITE] [PACKAGE]
# Installed, started, used, installed over itself, removed; nothing but the user's data may stay. Needs root and
# debootstrap; FOLDER receives a bare system from MIRROR, an address of Debian's archive, unless it holds one. SUITE is
# bookworm when not given.
set -eu
cd "$(dirname "$0")/.."
name=budget-disclosure
folder=$1 mirror=$2 suite=${3:-bookworm} package=${4:-}
[ -n "$package" ] || package=$(ls -t dist/${name}_*.deb | head -n 1)

inside() { chroot "$folder" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
clerk() { inside su clerk -c "cd && $*"; }
apt() {
    inside apt-get install -y -qq --no-install-recommends "$@" >"$folder/tmp/apt.txt" 2>&1 ||
        { cat "$folder/tmp/apt.txt"; exit 1; }
}
step() { printf '%s\n' "$*"; }

[ -e "$folder/etc/debian_version" ] || debootstrap --variant=minbase "$suite" "$folder" "$mirror" >/dev/null
[ ! -e "$folder/usr/share/doc/libfontconfig1" ] || { echo "$folder is not bare" >&2; exit 1; }
# Slaves: taking them away again must not reach /dev/pts and /dev/shm of this machine.
trap 'umount -l "$folder/proc" "$folder/dev" 2>/dev/null || :' EXIT
for part in proc dev; do
    mount --rbind "/$part" "$folder/$part"
    mount --make-rslave "$folder/$part"
done
inside useradd --create-home --home-dir /srv/clerk clerk
cp "$package" "$folder/tmp/package.deb"
inside apt-get update -qq

step "install on a bare $suite $(cat "$folder/etc/debian_version")"
apt /tmp/package.deb
inside dpkg --verify $name
step "start"
clerk $name --version
clerk $name selftest >/dev/null
sample=/usr/lib/$name/_internal/resources/sample/'*.xlsx'
clerk $name import "$sample" >/dev/null
clerk $name export "$sample" --out out >/dev/null
clerk QT_QPA_PLATFORM=offscreen BUDGET_DISCLOSURE_QUIT_AFTER_PAINT=1 $name
clerk ls out

step "entries of desktop and MIME"
apt desktop-file-utils shared-mime-info libglib2.0-bin xvfb xauth python3 strace
inside desktop-file-validate /usr/share/applications/$name.desktop
inside grep -q "x-$name=$name.desktop" /usr/share/applications/mimeinfo.cache
clerk "echo PK >a.ysgk && gio info --attributes=standard::content-type a.ysgk" | grep -q "application/x-$name"
clerk "gio mime application/x-$name" | grep -q "$name.desktop"

step "every trial of smoke.py"
mkdir -p "$folder/tmp/try/build" "$folder/tmp/try/resources"
cp build/smoke.py build/screen.py "$folder/tmp/try/build/"
cp -r resources/sample "$folder/tmp/try/resources/"
clerk python3 /tmp/try/build/smoke.py /usr/bin/$name /srv/clerk/window.png
cp "$folder/srv/clerk/window.png" "dist/window-$suite.png"

step "install over itself, with data there"
before=$(clerk $name list)
inside dpkg --install /tmp/package.deb >/dev/null
[ "$before" = "$(clerk $name list)" ]

step "remove"
rm -rf "$folder/tmp/try"
inside dpkg --purge $name >/dev/null
left=$(inside find / -xdev \( -path /proc -o -path /dev -o -path /srv \) -prune -o -name "*$name*" -print)
[ -z "$left" ] || { echo "left behind: $left"; exit 1; }
clerk "find .local -type f | head -n 3"
step "done"
