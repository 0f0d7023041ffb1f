##! The engine reads its constants from the scripts that declare them; nothing is declared here.
