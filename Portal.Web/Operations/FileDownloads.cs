using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Portal.Core.Operations;

namespace Portal.Web.Operations;

/// <summary>Uploads and downloads of the portal's files.</summary>
public static class FileDownloads
{
    /// <summary>What a form brought, as use cases take it.</summary>
    public static Upload ToUpload(this IFormFile file) => new(file.FileName, file.OpenReadStream());

    /// <summary>
    /// Sends a file so that it can do nothing but be looked at: never guessed to be a page, never with the rights of one. Images are shown, everything else is saved.
    /// The caller has made sure that this visitor may see it. <paramref name="isPublic"/>: everybody may, so it may be kept for a while.
    /// </summary>
    public static IActionResult Send(this Controller controller, Files files, StoredFile file, bool isPublic = false)
    {
        if (files.Open(file) is not { } content) return controller.NotFound();
        var headers = controller.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = isPublic ? "public, max-age=600" : "private, no-cache";
        var disposition = new ContentDispositionHeaderValue(FileType.IsShown(file.ContentType) ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        headers.ContentDisposition = disposition.ToString();
        return new FileStreamResult(content, file.ContentType) { EntityTag = new EntityTagHeaderValue($"\"{file.Sha256}\""), EnableRangeProcessing = true };
    }
}
