#!/usr/bin/env bash
# Publishes the app for Azure and packs it, for the durable backend that main.bicepparam names.  package.sh FILE.zip
set -euo pipefail
zip=$(realpath "$1")
cd "$(dirname "$0")/.."
backend=$(sed -n "s/^param durableBackend = '\([a-z]*\)'$/\1/p" infra/main.bicepparam)
if [[ $backend != storage && $backend != scheduler ]]; then
  echo "infra/main.bicepparam must say: param durableBackend = 'storage' or 'scheduler'" >&2
  exit 1
fi

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
dotnet publish functions -c Release -p:EmailPackage=true -p:DurableBackend="$backend" -o "$out/app"
infra/check-package.sh "$out/app"

# Written to the file, not to app settings, because the scale controller reads the file.
if [[ $backend == scheduler ]]; then
  jq '.extensions.durableTask.hubName = "%TASKHUB_NAME%"
    | .extensions.durableTask.storageProvider = {type: "azureManaged", connectionStringName: "DURABLE_TASK_SCHEDULER_CONNECTION_STRING"}' \
    "$out/app/host.json" > "$out/host.json"
  mv "$out/host.json" "$out/app/host.json"
fi

# Includes hidden folders such as .azurefunctions.
rm -f "$zip"
(cd "$out/app" && zip --quiet --recurse-paths "$zip" .)
