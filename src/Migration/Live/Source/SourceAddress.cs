using JobsGateway.Import;
using MongoDB.Driver;
using MongoDB.Driver.Core.Configuration;

namespace JobsGateway.Migration.Live.Source;

/// <summary>Where the MongoDB database is that Studio writes to. Its user and password are for the driver alone.</summary>
public sealed class SourceAddress
{
    /// <summary>How long a server is looked for where the address does not say.</summary>
    private static readonly TimeSpan SelectionTimeout = TimeSpan.FromSeconds(10);

    private readonly string _text;
    private readonly MongoUrl _url;

    private SourceAddress(string text, MongoUrl url) => (_text, _url) = (text, url);

    /// <summary>The database's name.</summary>
    public string Database => _url.DatabaseName;

    /// <summary>The hosts, of <c>mongodb+srv://</c> the name they are found by; sorted.</summary>
    public IReadOnlyList<string> Hosts => [.. _url.Servers.Select(server => _url.Scheme == ConnectionStringScheme.MongoDBPlusSrv ? server.Host : server.ToString()).Order(StringComparer.Ordinal)];

    /// <summary>Reads an address.</summary>
    /// <exception cref="ImportException">It is none, or names no database; the message does not quote it.</exception>
    public static SourceAddress Parse(string text)
    {
        MongoUrl url;
        try
        {
            url = new MongoUrl(text);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Without the driver's message: it quotes the address, password included.
            throw new ImportException("The address is not one of MongoDB: write mongodb://user:password@host:27017/database or mongodb+srv://..., and percent-encode : / ? # [ ] @ and % in the user's name and password.");
        }

        return string.IsNullOrEmpty(url.DatabaseName)
            ? throw new ImportException("The address names no database: write mongodb://host:27017/database, with authSource=admin after a ? where the user is another database's.")
            : new SourceAddress(text, url);
    }

    /// <summary>The address without user, password and options.</summary>
    public override string ToString() => $"{(_url.Scheme == ConnectionStringScheme.MongoDBPlusSrv ? "mongodb+srv" : "mongodb")}://{string.Join(',', Hosts)}/{Database}";

    /// <summary>A text without the user's name and password, whatever it quotes.</summary>
    internal string Redact(string text)
    {
        foreach (var secret in new[] { _text, _url.Url, _url.Password, _url.Username })
        {
            if (!string.IsNullOrEmpty(secret))
                text = text.Replace(secret, "***", StringComparison.Ordinal);
        }

        return text;
    }

    internal MongoClientSettings ToSettings()
    {
        var settings = MongoClientSettings.FromUrl(_url);
        // The driver's own default can't be told from the same value given: the text can.
        if (!_text.Contains("serverSelectionTimeout", StringComparison.OrdinalIgnoreCase))
            settings.ServerSelectionTimeout = SelectionTimeout;
        settings.ApplicationName ??= "JobsGateway";
        return settings;
    }
}
