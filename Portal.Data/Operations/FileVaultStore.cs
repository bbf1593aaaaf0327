using System.Security.Cryptography;
using Portal.Core.Operations;
using Portal.Core.Shared;

namespace Portal.Data.Operations;

/// <summary>The vault as a folder of this machine, or one that all nodes share: <c>ab/ab12…</c> by hash, <c>incoming/</c> for what is being taken in.</summary>
public sealed class FileVaultStore(PortalOptions options) : IFileVault
{
    private const string Incoming = "incoming";

    private readonly string _root = Path.GetFullPath(options.Files);

    public async Task<IWaitingFile?> Receive(Stream content, long max, CancellationToken stop)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, Incoming));
        var path = Path.Combine(folder.FullName, Guid.NewGuid().ToString("N"));
        var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous });
        var waiting = new Waiting(this, file);
        try
        {
            if (await waiting.Fill(content, max, stop)) return waiting;
        }
        catch
        {
            await waiting.DisposeAsync();
            throw;
        }

        await waiting.DisposeAsync();
        return null;
    }

    public Stream? Open(string sha256)
    {
        try
        {
            return new FileStream(PathOf(sha256), new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public int Sweep(DateTime before)
    {
        var folder = new DirectoryInfo(Path.Combine(_root, Incoming));
        if (!folder.Exists) return 0;
        var old = folder.EnumerateFiles().Where(f => f.LastWriteTimeUtc < before).ToList();
        foreach (var file in old) file.Delete();
        return old.Count;
    }

    private string PathOf(string sha256)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower)) throw new ArgumentException("Not a hash.", nameof(sha256));
        return Path.Combine(_root, sha256[..2], sha256);
    }

    private sealed class Waiting(FileVaultStore vault, FileStream file) : IWaitingFile
    {
        private bool _kept;

        public string Sha256 { get; private set; } = "";
        public Stream Content => file;

        internal async Task<bool> Fill(Stream content, long max, CancellationToken stop)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[81_920];
            long size = 0;
            for (int read; (read = await content.ReadAsync(buffer, stop)) > 0;)
            {
                if ((size += read) > max) return false;
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), stop);
            }

            Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            await file.FlushAsync(stop);
            return true;
        }

        public Task Keep()
        {
            file.Flush(flushToDisk: true);
            var path = vault.PathOf(Sha256);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            // the bytes are the same; one that was cut short by a full disk is replaced
            _kept = !File.Exists(path) || new FileInfo(path).Length != file.Length;
            if (_kept) File.Move(file.Name, path, overwrite: true);
            return Task.CompletedTask;
        }

        public async ValueTask DisposeAsync()
        {
            await file.DisposeAsync();
            if (!_kept) File.Delete(file.Name);
        }
    }
}
