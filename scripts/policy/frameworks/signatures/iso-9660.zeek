##! Recognizes images of discs, for which much of each file must be kept.

@load-sigs ./iso-9660

@if ( default_file_bof_buffer_size < 17 * 2048 )
redef default_file_bof_buffer_size = 17 * 2048;
@endif
