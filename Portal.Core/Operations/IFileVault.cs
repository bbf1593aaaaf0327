namespace Portal.Core.Operations;

/// <summary>Where the bytes of uploaded files lie, under their SHA-256. The same bytes lie there once.</summary>
public interface IFileVault
{
    /// <summary>Takes bytes in, outside of what is kept; null when there are more than <paramref name="max"/>.</summary>
    Task<IWaitingFile?> Receive(Stream content, long max, CancellationToken stop);

    /// <summary>Opens what lies under a hash; null when it is lost.</summary>
    Stream? Open(string sha256);

    /// <summary>Deletes what was being taken in before that moment and is still waiting: its upload broke off with the program. Returns how many.</summary>
    int Sweep(DateTime before);
}

/// <summary>Bytes that were taken in and are looked at. Gone when disposed, unless they were kept.</summary>
public interface IWaitingFile : IAsyncDisposable
{
    string Sha256 { get; }

    /// <summary>The bytes, seekable.</summary>
    Stream Content { get; }

    /// <summary>Puts the bytes under their hash, where they survive a loss of power.</summary>
    Task Keep();
}
