using System.IO.Compression;
using Portal.Core.Exchange;

namespace Portal.Web.Exchange;

/// <summary>CSV files of an import as they are uploaded: one by one, or in archives. Kept as one archive with nothing in it but those files.</summary>
public sealed class UploadedFiles
{
    /// <summary>All files together, unpacked.</summary>
    public const long MaxBytes = 200_000_000;

    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.OrdinalIgnoreCase);
    private long _bytes;

    public bool IsEmpty => _files.Count == 0;

    public List<ImportError> Errors { get; } = [];

    /// <summary>Takes the files of a form. What cannot be used is an error.</summary>
    public static async Task<UploadedFiles> Of(IEnumerable<IFormFile> files, CancellationToken stop)
    {
        var all = new UploadedFiles();
        foreach (var file in files)
        {
            var name = Path.GetFileName(file.FileName);
            await using var stream = file.OpenReadStream();
            if (name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)) await all.Unpack(name, stream, stop);
            else await all.Add(name, stream, stop);
        }

        return all;
    }

    public static UploadedFiles FromArchive(byte[] content)
    {
        var all = new UploadedFiles();
        using var archive = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            all._files[entry.Name] = memory.ToArray();
        }

        return all;
    }

    public byte[] ToArchive()
    {
        var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in _files)
            {
                using var stream = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                stream.Write(bytes);
            }

        return memory.ToArray();
    }

    /// <summary>The tables of all files; what cannot be read is an error, in what encoding it was read a warning.</summary>
    public List<ImportTable> Tables(List<string> warnings)
    {
        var tables = new List<ImportTable>();
        foreach (var (name, bytes) in _files)
            if (CsvFolder.Read(name, new MemoryStream(bytes), Errors, warnings) is { } table) tables.Add(table);
        return tables;
    }

    private async Task Unpack(string name, Stream stream, CancellationToken stop)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            // folders, and what settlement results or hidden files lie beside the data, are nothing to import
            foreach (var entry in archive.Entries.Where(e => ImportParser.FileNames.Contains(e.Name, StringComparer.OrdinalIgnoreCase)))
            {
                await using var content = entry.Open();
                await Add(entry.Name, content, stop);
            }
        }
        // a position before the beginning is refused by the upload's stream before the archive is
        catch (Exception e) when (e is InvalidDataException or ArgumentException)
        {
            Errors.Add(new ImportError(name, 0, null, ImportProblem.Malformed, "ZIP"));
        }
    }

    private async Task Add(string name, Stream stream, CancellationToken stop)
    {
        if (!ImportParser.FileNames.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            Errors.Add(new ImportError(Short(name), 0, null, ImportProblem.UnknownFile, null));
            return;
        }

        if (_files.ContainsKey(name))
        {
            Errors.Add(new ImportError(name, 0, null, ImportProblem.Doubled, name));
            return;
        }

        // counted while reading: an archive may promise less than it holds
        using var memory = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await stream.ReadAsync(buffer, stop)) > 0;)
        {
            if ((_bytes += read) > MaxBytes)
            {
                Errors.Add(new ImportError(name, 0, null, ImportProblem.TooLong, $"> {MaxBytes}"));
                return;
            }

            memory.Write(buffer, 0, read);
        }

        _files[name] = memory.ToArray();
    }

    private static string Short(string name) => name.Length > 100 ? name[..100] : name;
}
