using System.Text.Json;
using JobsGateway.Import;

namespace JobsGateway.Migration.Live.Checkpoints;

/// <summary>A checkpoint on disk: after a kill at any moment it is the last one saved, or the one before.</summary>
internal sealed class CheckpointFile(string path)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectNullableAnnotations = true };

    /// <summary>The checkpoint; null where there is none.</summary>
    /// <exception cref="ImportException">The file is no checkpoint, or one that can't be read.</exception>
    public Checkpoint? Load()
    {
        try
        {
            if (!File.Exists(path))
                return null;
            var checkpoint = JsonSerializer.Deserialize<Checkpoint>(File.ReadAllBytes(path), Options) ?? throw new JsonException("it is null.");
            return checkpoint.Version == Checkpoint.CurrentVersion
                ? checkpoint
                : throw new ImportException($"The checkpoint '{path}' is of version {checkpoint.Version}, this program knows {Checkpoint.CurrentVersion}: use the program that wrote it, or start over with --restart.");
        }
        catch (JsonException e)
        {
            throw new ImportException($"The file '{path}' is damaged or no checkpoint: {e.Message} Start over with --restart (jobs that are in the store already are left as they are), or name another file with --checkpoint.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"The checkpoint '{path}' can't be read: {e.Message} Make it readable, or name another file with --checkpoint.", e);
        }
    }

    /// <summary>Replaces the checkpoint as a whole.</summary>
    /// <exception cref="ImportException">The file can't be written.</exception>
    public void Save(Checkpoint checkpoint)
    {
        var draft = path + ".tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
            {
                JsonSerializer.Serialize(file, checkpoint, Options);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"The checkpoint '{path}' can't be written: {e.Message} Make its folder writable, or name another file with --checkpoint.", e);
        }
    }
}
