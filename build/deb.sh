#!/bin/sh
# Make dist/budget-disclosure_VERSION_ARCH.deb from the frozen folder (build/freeze.sh): sh build/deb.sh
# Needs dpkg-deb and binutils. The package serves systems not older than the one it is made on; build/oldest.sh makes it
# on Debian 11. It has no maintainer scripts: desktop and MIME databases follow by the triggers of their own packages.
set -eu
cd "$(dirname "$0")/.."
name=budget-disclosure
frozen=dist/$name
python=${PYTHON:-.venv/bin/python}
# What was frozen from other sources would get the number of these.
[ -x "$frozen/$name" ] && [ -z "$(find main.py models forms ui resources build/app.spec -newer "$frozen/_internal" -type f \
    ! -path '*/__pycache__/*' -print -quit)" ] || sh build/freeze.sh

version=$("$python" -c "import sys; sys.path.insert(0, '.'); from forms.form.version import VERSION; print(VERSION)")
arch=$(dpkg --print-architecture)
work=.work/deb
root=$work/$name
rm -rf "$work"
umask 022
mkdir -p "$root/DEBIAN" "$root/usr/bin" "$root/usr/lib" "$root/usr/share/doc/$name" "$root/usr/share/applications" \
    "$root/usr/share/mime/packages" "$root/usr/share/icons/hicolor/scalable/apps"

cp -r "$frozen" "$root/usr/lib/$name"
ln -s "../lib/$name/$name" "$root/usr/bin/$name"
cp "build/linux/$name.desktop" "$root/usr/share/applications/"
cp "build/linux/$name.xml" "$root/usr/share/mime/packages/"
cp "build/$name.svg" "$root/usr/share/icons/hicolor/scalable/apps/"
gzip -9nc resources/CHANGELOG.md >"$root/usr/share/doc/$name/changelog.gz"
{
    cat resources/licences.txt
    "$python" build/licences.py --system "$frozen/_internal"
} >"$root/usr/share/doc/$name/copyright"
chmod -R u=rwX,go=rX "$root"
find "$root/usr/lib" -type f -name '*.so*' -exec chmod a-x {} +

depends=$("$python" build/depends.py "$root/usr/lib/$name")
cat >"$root/DEBIAN/control" <<CONTROL
Package: $name
Version: $version
Architecture: $arch
Maintainer: The budget disclosure authors <nobody@localhost>
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: $depends
Recommends: libcups2, shared-mime-info, desktop-file-utils
Suggests: fcitx5 | fcitx | ibus
Section: misc
Priority: optional
Description: 部门预算信息公开填报程序
 县级财政经办人员用的桌面程序，完全离线：填报、检查部门预算公开表和情况说明，
 导出 Excel、PDF 和 Word。
 .
 Offline desktop program for the yearly budget disclosure of Chinese county departments.
CONTROL
(cd "$root" && find usr -type f -exec md5sum {} +) >"$root/DEBIAN/md5sums"

package=dist/${name}_${version}_$arch.deb
# xz: the dpkg of older desktops reads no zstd.
dpkg-deb --root-owner-group -Zxz --build "$root" "$package" >/dev/null
printf '%s\n' "$package"
printf 'package %s kB, installed %s kB, glibc %s\n' "$(du -k "$package" | cut -f1)" "$(du -sk "$root/usr" | cut -f1)" \
    "$("$python" build/glibc.py "$root/usr/lib/$name" 2>/dev/null)"
printf 'depends on %s\n' "$depends"
