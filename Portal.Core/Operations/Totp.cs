using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Portal.Core.Operations;

/// <summary>Codes of six digits that change every half minute, as authenticator apps compute them (RFC 6238). Pure, but for new secrets.</summary>
public static class Totp
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Seconds = 30;

    /// <summary>A secret of 160 bits, in the letters in which people type it.</summary>
    public static string NewSecret() => RandomNumberGenerator.GetString(Base32, 32);

    public static long StepOf(DateTime utc) => (long)(utc - DateTime.UnixEpoch).TotalSeconds / Seconds;

    public static string Code(string secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        // the algorithm that the apps know; as a keyed hash it is as good as ever
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(Bytes(secret), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step of a code that is right now, or was half a minute ago, or will be: clocks differ. Null for any other.</summary>
    public static long? Match(string secret, string code, DateTime now)
    {
        long? found = null;
        for (var step = StepOf(now) - 1; step <= StepOf(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(Code(secret, step)), System.Text.Encoding.UTF8.GetBytes(code))) found ??= step;
        return found;
    }

    private static byte[] Bytes(string secret)
    {
        var bytes = new byte[secret.Length * 5 / 8];
        var (bits, value, at) = (0, 0, 0);
        foreach (var letter in secret)
        {
            value = (value << 5) | Base32.IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes[at++] = (byte)(value >> bits);
            value &= (1 << bits) - 1;
        }

        return bytes;
    }
}
