# What the project has: places of new records, dialogues, units.
complete -c doithoai -n "__fish_doithoai_using_subcommand new" -f -a '(set -l written (commandline -opc); test (count $written) -eq 3; and doithoai __complete new-$written[3])'
complete -c doithoai -n "__fish_doithoai_using_subcommand import" -l into -r -f -a '(doithoai __complete dialogues)'
complete -c doithoai -n "__fish_doithoai_using_subcommand due" -l unit -r -f -a '(doithoai __complete units)'
