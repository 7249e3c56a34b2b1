
# What the project has: places of new records, dialogues, units.
_doithoai_of_project() {
    local -a found
    found=(${(f)"$(doithoai __complete $1 2>/dev/null)"})
    compadd -S '' -a found
}
_doithoai_place() { _doithoai_of_project new-$words[2] }
_doithoai_dialogue() { _doithoai_of_project dialogues }
_doithoai_unit() { _doithoai_of_project units }
