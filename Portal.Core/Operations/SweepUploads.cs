using Portal.Core.Shared;

namespace Portal.Core.Operations;

/// <summary>Deletes uploads that broke off when the program ended. What was kept is never touched.</summary>
public sealed class SweepUploads(IFileVault vault, Clock clock)
{
    /// <summary>Returns how many were deleted. An upload does not last a day.</summary>
    public int Handle() => vault.Sweep(clock.Now.AddDays(-1));
}
