#!/bin/bash
# Types Chinese into the product's real window through a real input method (ibus + libpinyin) and reads the database.
#
#   bash build/ime_probe.sh [--strict] [--keep] [CHECKOUT]      CHECKOUT: a set-up checkout of the product (.venv in it); default: here
#
# Plain: one name into a cell of the grid (typed at once, no F2) and one word into a text section; 0 when both are stored.
# --strict: also what must not happen: a composition that leaks into the next cell or empties the one that was left,
#           letters of a code that are composed. 0 only when all is right.
# --keep:   leave the screenshots and the data in the folder that is printed.
# Needs root on Debian for the packages that are missing. Display: $PROBE_DISPLAY (:31). Ends only what it started.
set -u
strict=0 keep=0 product=.
for word in "$@"; do
    case $word in --strict) strict=1 ;; --keep) keep=1 ;; *) product=$word ;; esac
done
product=$(cd "$product" && pwd) || exit 2
python=$product/.venv/bin/python
[ -x "$python" ] || { echo "no .venv in $product" >&2; exit 2; }

packages=()
need() { command -v "$1" >/dev/null || packages+=("$2"); }
need Xvfb xvfb; need xdotool xdotool; need openbox openbox; need dbus-daemon dbus; need ibus-daemon ibus
need gsettings libglib2.0-bin; need import imagemagick
[ -x /usr/libexec/ibus-engine-libpinyin ] || packages+=(ibus-libpinyin)
[ -e /usr/lib/x86_64-linux-gnu/gio/modules/libdconfsettings.so ] || packages+=(dconf-gsettings-backend)
if [ ${#packages[@]} -gt 0 ]; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"; } \
        >/dev/null 2>&1 || { echo "cannot install: ${packages[*]}" >&2; exit 2; }
fi

work=$(mktemp -d /tmp/ime-probe.XXXXXX)
mine=()
finish() {
    for pid in "${mine[@]}"; do kill "$pid" 2>/dev/null; done
    [ $keep = 1 ] && echo "kept: $work" || { sleep .5; rm -rf "$work"; }
}
trap finish EXIT
export HOME=$work/home XDG_RUNTIME_DIR=$work/run DISPLAY=${PROBE_DISPLAY:-:31} LANG=C.UTF-8 LC_ALL=C.UTF-8
export XDG_CONFIG_HOME=$HOME/.config XDG_CACHE_HOME=$HOME/.cache XDG_DATA_HOME=$HOME/.local/share
unset XMODIFIERS GTK_IM_MODULE QT_IM_MODULES QT_SCALE_FACTOR
mkdir -p "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME" "$XDG_DATA_HOME" "$XDG_RUNTIME_DIR"; chmod 700 "$XDG_RUNTIME_DIR"

Xvfb "$DISPLAY" -screen 0 1366x900x24 >"$work/xvfb.log" 2>&1 & mine+=($!)
sleep 1.5
kill -0 "${mine[0]}" 2>/dev/null || { echo "display $DISPLAY is taken: set PROBE_DISPLAY" >&2; exit 2; }
exec 3< <(exec dbus-daemon --session --nofork --print-address=1 2>/dev/null); mine+=($!)
read -r -u 3 DBUS_SESSION_BUS_ADDRESS; export DBUS_SESSION_BUS_ADDRESS
openbox >"$work/openbox.log" 2>&1 & mine+=($!)
gsettings set org.freedesktop.ibus.general preload-engines "['libpinyin']"
gsettings set org.freedesktop.ibus.general use-system-keyboard-layout true
ibus-daemon -r -x >"$work/ibus.log" 2>&1 & mine+=($!)
for _ in $(seq 30); do sleep .3; ibus engine libpinyin >/dev/null 2>&1 && break; done
[ "$(ibus engine)" = libpinyin ] || { echo "the input method does not start" >&2; cat "$work/ibus.log" >&2; exit 2; }

data=$work/data sample=$product/tests/data/2024-fengrun
"$python" "$product/main.py" import "$sample/tables.xlsx" "$sample/disclosure.docx" --data "$data" >"$work/import.log" || exit 2
query() { "$python" -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]): print("|".join(str(part) for part in row))' "$data/disclosures.db" "$1"; }

program=0
start() {
    (cd "$product" && QT_IM_MODULE=ibus exec "$python" main.py --data "$data") >"$work/program.log" 2>&1 & program=$!; mine+=($program)
    for _ in $(seq 60); do sleep .3; xdotool search --onlyvisible --name 部门预算信息公开 >/dev/null 2>&1 && break; done
    sleep 1.5; key alt+t Return; sleep 2; ibus engine libpinyin
}
stop() { key ctrl+q; for _ in $(seq 20); do sleep .2; kill -0 $program 2>/dev/null || return; done; kill $program; }
key() { for name in "$@"; do xdotool key --clearmodifiers "$name"; sleep .25; done; }
pinyin() { local at; for ((at = 0; at < ${#1}; at++)); do xdotool key "${1:at:1}"; sleep .12; done; sleep .3; }
go() { key F5; sleep .6; pinyin "$1"; key space Return; sleep .8; }                        # a place by a Chinese word
go_to() { key F5; sleep .6; key "$1" Return "$2" Return; sleep .8; }                      # by the id of a table, letter and digit
click() { xdotool mousemove "$1" "$2" click 1; sleep .5; }
shot() { import -window root "$work/$1.png" 2>/dev/null; }
failed=0
judge() { if [ "$2" = "$3" ]; then echo "right   $1: $2"; else echo "WRONG   $1: $2   expected: $3"; failed=1; fi; }

# 1. A name typed at once into the blank row of 机构设置, a second word after it; 2. a word at the end of 开头.
start
go_to x 1
key ctrl+Down Down
pinyin fengrun; shot 1-composing; key space; pinyin qu; key space Return; sleep .6
go kaitou
key ctrl+End; pinyin gongye; shot 2-section; sleep 1; key space; sleep 1.2
stop
before=$(query "select count(*) from history"); [ -n "$before" ] || exit 2
echo "-- the database"
query "select tbl, row, col, text from cell where tbl = 'X1' and col = 'name'"
query "select slot, '…' || substr(body, -20) from text where slot = 'S0.text'"
query "select id, name from history where id > 1"
echo "--"
judge "name in the grid" "$(query "select text from cell where tbl = 'X1' and col = 'name' and row not in ('1', '2')")" 丰润区
judge "word in the section" "$(query "select substr(body, -2) from text where slot = 'S0.text'")" 工业

if [ $strict = 1 ]; then
    rows=$(query "select count(*) from line where tbl = 'T5'")
    # 3. Composed over a value, then another cell is clicked and typed: nothing is lost, nothing goes over.
    #    F2 Escape sets right what closing a dialog leaves wrong (case 1), so that this case stands on its own.
    start
    go_to x 1
    click 725 274; key F2 Escape; pinyin shiye; shot 3-over; click 1060 274; pinyin caizheng; key space Return; sleep .6
    # 4. Initials in the code cell of the blank row of 表五; the sixth offer is not in the table yet.
    go_to t 5
    key ctrl+End Home
    pinyin xzyx; shot 4-code; key Down Down Down Down Down Down Return Escape Escape; sleep .6
    stop
    nature=$(query "select coalesce((select text from cell where tbl = 'X1' and col = 'nature' and row = '1'), '')")
    case $nature in 行政 | 事业) judge "cell left while composing" "$nature" "$nature" ;; *) judge "cell left while composing" "$nature" "行政 or 事业" ;; esac
    judge "cell typed next" "$(query "select text from cell where tbl = 'X1' and col = 'funding' and row = '1'")" 财政
    after=$(query "select count(*) from line where tbl = 'T5'")
    judge "initials in a code cell add a row" "$([ "$after" -gt "$rows" ] && echo yes || echo no)" yes
fi
exit $failed
