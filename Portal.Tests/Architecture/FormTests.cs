using System.Reflection;
using NUnit.Framework;
using Portal.Web.Shared;

namespace Portal.Tests.Architecture;

[TestFixture]
public sealed class FormTests
{
    /// <summary>A range of <c>int</c> throws on a longer number instead of refusing it.</summary>
    [Test]
    public void Ranges_of_long_numbers_are_not_ranges_of_int()
    {
        var wrong = typeof(Pages).Assembly.GetTypes().SelectMany(t => t.GetProperties())
            .Where(p => (Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType) == typeof(long) && p.GetCustomAttribute<System.ComponentModel.DataAnnotations.RangeAttribute>()?.OperandType == typeof(int))
            .Select(p => $"{p.DeclaringType!.Name}.{p.Name}");
        Assert.That(wrong, Is.Empty);
    }
}
