
# What the project has: places of new records, dialogues, units.
_doithoai_project() {
    local what=""
    case "$3" in
        --into) what=dialogues ;;
        --unit) what=units ;;
        *)
            if [[ "${COMP_WORDS[1]}" == new && ${COMP_CWORD} -eq 3 ]]; then
                what="new-${COMP_WORDS[2]}"
            fi
            ;;
    esac
    if [[ -z "${what}" || "$2" == -* ]]; then
        _doithoai "$@"
        return
    fi
    COMPREPLY=( $(compgen -W "$("$1" __complete "${what}" 2>/dev/null)" -- "$2") )
    # A round is written, its dialogue or the record's name follows.
    if [[ "${COMPREPLY[*]}" == */ ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -F _doithoai_project -o nosort -o bashdefault -o default doithoai 2>/dev/null || complete -F _doithoai_project -o bashdefault -o default doithoai
