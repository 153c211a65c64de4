#include "paper/png.hpp"

#include <zlib.h>

#include <array>
#include <new>

namespace eigenscope::paper {

namespace {

std::string big_endian(std::uint32_t x) {
    std::string bytes;
    for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(x >> shift & 255);
    return bytes;
}

}

struct PngWriter::Stream {
    z_stream z{};
};

PngWriter::PngWriter(int width, int height, bool alpha) : stream_(std::make_unique<Stream>()), alpha_(alpha) {
    if (deflateInit(&stream_->z, Z_DEFAULT_COMPRESSION) != Z_OK) throw std::bad_alloc();   // its only reason here
    file_ = "\x89PNG\r\n\x1a\n";
    const char color_type = alpha ? 6 : 2;
    const std::string rest{8, color_type, 0, 0, 0};        // eight bits a channel; deflate, the five filters, no interlacing
    chunk("IHDR", big_endian(static_cast<std::uint32_t>(width)) + big_endian(static_cast<std::uint32_t>(height)) + rest);
}

PngWriter::~PngWriter() { deflateEnd(&stream_->z); }

void PngWriter::compress(std::span<const std::uint8_t> bytes, int flush) {
    z_stream& z = stream_->z;
    z.next_in = const_cast<Bytef*>(bytes.data());          // zlib only reads it
    z.avail_in = static_cast<uInt>(bytes.size());
    std::array<Bytef, 65536> out;
    do {
        z.next_out = out.data();
        z.avail_out = static_cast<uInt>(out.size());
        ::deflate(&z, flush);
        data_.append(reinterpret_cast<const char*>(out.data()), out.size() - z.avail_out);
    } while (z.avail_out == 0);
}

void PngWriter::chunk(std::string_view type, std::string_view data) {
    file_ += big_endian(static_cast<std::uint32_t>(data.size()));
    const std::size_t start = file_.size();
    (file_ += type) += data;
    const auto* begin = reinterpret_cast<const Bytef*>(file_.data() + start);
    file_ += big_endian(static_cast<std::uint32_t>(crc32_z(0, begin, file_.size() - start)));
}

void PngWriter::row(std::span<const std::uint8_t> rgba) {
    row_.assign(1, 0);                                     // the filter that changes nothing
    for (std::size_t i = 0; i < rgba.size(); ++i)
        if (alpha_ || i % 4 < 3) row_.push_back(rgba[i]);
    compress(row_, Z_NO_FLUSH);
    constexpr std::size_t piece = 1u << 20;
    if (data_.size() < piece) return;
    chunk("IDAT", data_);
    data_.clear();
}

std::string PngWriter::finish() {
    compress({}, Z_FINISH);
    chunk("IDAT", data_);
    chunk("IEND", "");
    return std::move(file_);
}

}
