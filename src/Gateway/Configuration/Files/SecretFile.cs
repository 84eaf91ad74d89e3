using System.Text;

namespace JobsGateway.Gateway.Configuration.Files;

/// <summary>Reads a file that holds the value of one setting. Nothing of it stands in any message.</summary>
internal static class SecretFile
{
    /// <summary>The most bytes: a certificate chain fits, a disk image by mistake does not.</summary>
    public const int MostBytes = 64 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads it, without one line end at its end, which editors and <c>echo</c> put there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What is in it.</param>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public static string? TryRead(string path, out string content)
    {
        content = "";
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[MostBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MostBytes)
                return $"the file {path} has more than {MostBytes} bytes; a secret has fewer";
            content = Strict.GetString(bytes, 0, length).TrimStart('\uFEFF');
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return $"there is no file {path}; put it there, or take the variable away";
        }
        catch (UnauthorizedAccessException)
        {
            return Directory.Exists(path) ? $"{path} is a folder; name the file in it" : $"the gateway may not read the file {path}; let the user it runs as read it";
        }
        catch (IOException e)
        {
            return $"the file {path} can't be read: {e.Message}";
        }
        catch (ArgumentException)
        {
            content = "";
            return $"the file {path} is no text in UTF-8";
        }

        content = content.EndsWith("\r\n", StringComparison.Ordinal) ? content[..^2] : content.EndsWith('\n') ? content[..^1] : content;
        return content.Length == 0 ? $"the file {path} is empty" : null;
    }
}
