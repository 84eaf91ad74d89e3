-- Gives a role just what a gateway needs of the schema $(Schema). Run it as an administrator of the database; it is safe to run twice.
-- Afterwards: ALTER ROLE [$(Role)] ADD MEMBER [<the gateway's user>];
IF DATABASE_PRINCIPAL_ID(N'$(RoleText)') IS NULL
    CREATE ROLE [$(Role)];
GRANT SELECT ON [$(Schema)].[SchemaVersion] TO [$(Role)];
GRANT SELECT, INSERT, UPDATE ON [$(Schema)].[Jobs] TO [$(Role)];
GRANT SELECT, INSERT, DELETE ON [$(Schema)].[JobCorrelations] TO [$(Role)];
GRANT SELECT, INSERT, UPDATE, DELETE ON [$(Schema)].[QueueEntries] TO [$(Role)];
