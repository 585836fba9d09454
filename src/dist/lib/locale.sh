# Java opens paths in the encoding of the locale, so it runs under one with UTF-8; a path that is not
# UTF-8 it can't open under any.
case $vcluster_home in
  *[!\ -~]*)
    if command -v iconv >/dev/null && ! printf %s "$vcluster_home" | iconv -f UTF-8 >/dev/null 2>&1
    then
      echo "vcluster: ${vcluster_home%/bin/..} is not valid UTF-8; install it in a folder whose path is" >&2
      exit 1
    fi ;;
esac
# The locale is ours where the system has it, for one that the user names may not be installed; else
# the user's, if it has UTF-8. bash complains where a locale is not installed. What Java must not see
# is kept for the programs that it starts.
export VCLUSTER_LC_ALL="${LC_ALL-}"
vcluster_locale=${LC_ALL:-${LC_CTYPE:-${LANG-}}}
if [ -d "${LOCPATH:-/usr/lib/locale}/C.utf8" ] || [ -d "${LOCPATH:-/usr/lib/locale}/C.UTF-8" ]; then
  vcluster_locale=
fi
case $vcluster_locale in
  *.[Uu][Tt][Ff]8* | *.[Uu][Tt][Ff]-8*) ;;
  *) { export LC_ALL=C.UTF-8; } 2>/dev/null ;;
esac
