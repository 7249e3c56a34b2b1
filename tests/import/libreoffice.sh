#!/bin/sh
# Writes the inputs that LibreOffice saved: other cases of this folder, opened and saved by it without a window.
#
#     tests/import/libreoffice.sh        (needs soffice with Calc and Writer)
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

saved() { # the new case, the case that it is made of, the kind of file, the filter
  cp "$2"/input.* "$work/"
  soffice --headless -env:UserInstallation="file://$work/profile" --convert-to "$3${4:+:$4}" --outdir "$work/saved" "$work"/input.* >/dev/null
  mkdir -p "$1"
  mv "$work/saved/input.$3" "$1/input.$3"
  rm "$work"/input.*
}

saved libreoffice-xlsx xlsx-title-and-two-row-head xlsx
saved libreoffice-xlsx-sections xlsx-sections xlsx
saved libreoffice-xlsx-dates xlsx-dates xlsx
saved libreoffice-docx docx-table docx
saved libreoffice-docx-prose docx-prose docx
saved libreoffice-html-calc xlsx-plain html
saved libreoffice-html-writer docx-table html "HTML (StarWriter)"
saved libreoffice-csv xlsx-sections csv "Text - txt - csv (StarCalc):59,34,76,1"
