namespace Portal.Core.Delivery;

/// <summary>What a carrier answers about a parcel.</summary>
public abstract record CarrierAnswer
{
    private CarrierAnswer() { }

    /// <summary>Its events so far, oldest first; empty when it was not handed over yet.</summary>
    public sealed record Events(IReadOnlyList<TrackingEvent> List) : CarrierAnswer;

    /// <summary>No answer, or one that cannot be understood: asked again later.</summary>
    public sealed record Failed(string Reason) : CarrierAnswer;
}

/// <summary>Asks carriers where parcels are.</summary>
public interface ICarrierGateway
{
    /// <summary>True when this carrier can be asked.</summary>
    bool Knows(string carrierCode);

    Task<CarrierAnswer> Track(string carrierCode, string trackingNo, CancellationToken stop);
}
