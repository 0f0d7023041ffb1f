##! Declarations of SQLiteWriter.
