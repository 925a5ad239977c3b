#!/usr/bin/env bash
# Refuses a published app that contains files for development: the local host, the stand-in for the mail package, tests,
# settings of one machine.  check-package.sh FOLDER
set -euo pipefail
cd "$1"
refused=0

refuse() {
  echo "$1" >&2
  refused=1
}

[[ -f Accounts.Functions.dll ]] || refuse "$1 has no Accounts.Functions.dll: it is not a published app."

# The app is one assembly; every other one of ours is for development.
while IFS= read -r file; do
  refuse "$file does not belong in a package."
done < <(find . -type f \( -iname 'Accounts.*' ! -iname 'Accounts.Functions' ! -iname 'Accounts.Functions.*' -o -iname '*.Tests.*' \
  -o -iname '*.proto' -o -iname '*sqlite*' -o -iname 'local.settings*.json' -o -iname '*.eml' \) | sort)

# The stand-in has the same name. Only the real package names its maker in the version resource, in UTF-16.
if [[ ! -f Azure.Communication.Email.dll ]]; then
  refuse 'Azure.Communication.Email.dll is missing: without it the app cannot send mails.'
elif [[ $(tr -d '\0' < Azure.Communication.Email.dll | LC_ALL=C grep --text --count 'Microsoft Corporation') == 0 ]]; then
  refuse 'Azure.Communication.Email.dll is the stand-in for development; publish with -p:EmailPackage=true.'
fi
exit "$refused"
