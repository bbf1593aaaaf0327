namespace Portal.Core.Insight;

/// <summary>Keeps how often public pages were looked at.</summary>
public interface IVisitStore
{
    /// <summary>Adds views of a kind of page on a day.</summary>
    Task Add(DateOnly day, string page, long views);
}
