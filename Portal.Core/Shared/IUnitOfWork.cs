namespace Portal.Core.Shared;

/// <summary>Opens transactions. What is not committed is as if it had never been: a refused operation leaves every table as it was.</summary>
public interface IUnitOfWork
{
    /// <summary>Begins a transaction, or a savepoint within the one that is open. Dispose without commit takes everything back.</summary>
    Task<IUnit> Begin();
}

/// <summary>An open transaction or savepoint.</summary>
public interface IUnit : IAsyncDisposable
{
    /// <summary>Keeps what was done.</summary>
    Task Commit();
}
