# 1. Pre-flight: both hosts must have credentials in the daemon.
dimctl creds list -o json | jq -e '
(.git[]?.host | select(. == "gitea.example.com")) and
(.registry[]?.host | select(. == "registry.example.com"))
' >/dev/null
# 2. Submit, capture the id.
id=$(dimctl submit \
--repo https://gitea.example.com/u/svc.git --ref main \
--image registry.example.com/u/svc --tag v3)
# 3. Follow logs to completion (blocks; final status on stderr).
dimctl logs "$id" --follow
# 4. Read the digest.
dimctl get "$id" -o json | jq -r .digest
