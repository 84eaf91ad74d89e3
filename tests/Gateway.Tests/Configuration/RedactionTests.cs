using JobsGateway.Gateway.Configuration;

namespace JobsGateway.Gateway.Tests.Configuration;

/// <summary>Passwords are not told, whatever a message quotes.</summary>
public sealed class RedactionTests
{
    [Theory]
    [InlineData("Server=sql;User Id=sa;Password=hunter2;Encrypt=true", "Server=sql;User Id=sa;Password=***;Encrypt=true")]
    [InlineData("\"Server=sql;PWD = hunter2\" is no", "\"Server=sql;PWD=***\" is no")]
    [InlineData("Password='a;b c';X=1", "Password=***;X=1")]
    [InlineData("Password=\"a\"\"b;c\";X=1", "Password=***;X=1")]
    [InlineData("Password='a''b;c';X=1", "Password=***;X=1")]
    [InlineData("Password=it's;X=1", "Password=***;X=1")]
    [InlineData("the login 'Password=hunter2'.", "the login 'Password=***'.")]
    [InlineData("Password=a b\"c", "Password=***")]
    [InlineData("\"ftp://user:hunter2@studio.example.com/\" is no", "\"ftp://***@studio.example.com/\" is no")]
    [InlineData("write it like https://studio.example.com/", "write it like https://studio.example.com/")]
    [InlineData("ask jobs@example.com at http://a/b@c", "ask jobs@example.com at http://a/b@c")]
    public void Passwords_of_connection_strings_and_addresses_are_hidden(string text, string told) => Assert.Equal(told, Redaction.Of(text));
}
