import type { LinkifyIt } from 'linkify-it';
